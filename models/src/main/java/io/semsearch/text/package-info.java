/** From words to vectors: tokenizer, words and phrases, vocabulary, inverse document frequency, and the embedding of
 * captions and queries.
 *
 * <p>Training, evaluation and searching embed text through {@link io.semsearch.text.CaptionEmbedder} alone, so that a
 * query is treated exactly as a training caption was. */
@NullMarked
package io.semsearch.text;

import org.jspecify.annotations.NullMarked;
