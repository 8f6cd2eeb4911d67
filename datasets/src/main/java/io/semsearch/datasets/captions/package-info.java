/** Readers of captions: each turns a file into a {@link io.semsearch.dataset.CaptionDataset}. The formats, field by
 * field: docs/formats-input.md. */
@NullMarked
package io.semsearch.datasets.captions;

import org.jspecify.annotations.NullMarked;
