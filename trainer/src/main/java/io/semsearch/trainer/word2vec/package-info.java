/** Word vectors from text: word2vec, and the phrases that get a vector of their own.
 *
 * <p>In the flow: one source of word vectors for {@link io.semsearch.trainer.Trainer}; files are the other. */
@NullMarked
package io.semsearch.trainer.word2vec;

import org.jspecify.annotations.NullMarked;
