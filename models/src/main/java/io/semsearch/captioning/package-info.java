/** Writes captions for photos: a recurrent network over words that sees the photo's features (Vinyals et al. 2015,
 * "Show and Tell"), in plain Java. {@code trainer} learns its weights. */
@NullMarked
package io.semsearch.captioning;

import org.jspecify.annotations.NullMarked;
