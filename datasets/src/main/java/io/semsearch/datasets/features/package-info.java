/** Readers of image features: each turns a file into {@link io.semsearch.dataset.ImageFeatures}. The formats, field by
 * field: docs/formats-input.md. */
@NullMarked
package io.semsearch.datasets.features;

import org.jspecify.annotations.NullMarked;
