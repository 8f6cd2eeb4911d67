/** From pixels to image features: the first step of the way from photos to search results.
 *
 * <p>{@link io.semsearch.encoder.ImageDecoder} reads picture files, an {@link io.semsearch.encoder.ImageEncoder}
 * turns each picture into a vector. Nothing here knows of captions, models or indexes. */
@NullMarked
package io.semsearch.encoder;

import org.jspecify.annotations.NullMarked;
