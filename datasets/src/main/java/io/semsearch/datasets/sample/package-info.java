/** The embedded sample: illustrated postcards with captions, made from a seed, so that the whole way from captions to
 * search results can be walked without anybody's data.
 *
 * <p>Scenes come from {@code scene}, pictures from {@code drawing}; this package writes both as JPEG files and COCO
 * captions JSON, which then take the way that every dataset takes. */
@NullMarked
package io.semsearch.datasets.sample;

import org.jspecify.annotations.NullMarked;
