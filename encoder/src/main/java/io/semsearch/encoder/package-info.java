/** From pixels to image features: the first step from photos to search results.
 *
 * <p>{@link io.semsearch.photo.ImageDecoder} reads files, an {@link io.semsearch.encoder.ImageEncoder} computes a
 * vector from each image. This package does not know captions, models or indexes. */
@NullMarked
package io.semsearch.encoder;

import org.jspecify.annotations.NullMarked;
