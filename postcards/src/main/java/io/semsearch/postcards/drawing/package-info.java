/** Draws scenes: {@link io.semsearch.postcards.drawing.PostcardPainter} places the subjects, then paints landscape,
 * subjects and light with one {@link io.semsearch.postcards.drawing.Brush}. */
@NullMarked
package io.semsearch.postcards.drawing;

import org.jspecify.annotations.NullMarked;
