/** The content of postcards and its captions: a random {@link io.semsearch.postcards.scene.Scene} is drawn from
 * settings, atmospheres and subjects, and described by {@link io.semsearch.postcards.scene.CaptionWriter}. */
@NullMarked
package io.semsearch.postcards.scene;

import org.jspecify.annotations.NullMarked;
