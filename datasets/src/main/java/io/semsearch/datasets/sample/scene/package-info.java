/** What a postcard shows, as words and numbers: scenes, how they are drawn by lot, and how people would describe
 * them. */
@NullMarked
package io.semsearch.datasets.sample.scene;

import org.jspecify.annotations.NullMarked;
