/** Sentences as vectors: the interface of a pretrained encoder, how one is found, and the part of a model that maps its
 * vectors to the semantic space. */
@NullMarked
package io.semsearch.sentence;

import org.jspecify.annotations.NullMarked;
