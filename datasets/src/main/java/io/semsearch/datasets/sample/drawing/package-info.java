/** Paints a scene as a postcard, with Java2D and without fonts. */
@NullMarked
package io.semsearch.datasets.sample.drawing;

import org.jspecify.annotations.NullMarked;
