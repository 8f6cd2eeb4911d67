/** Fetches files over HTTP, so that they are whole and the ones that were meant: for {@code semsearch demo --coco}. */
@NullMarked
package io.semsearch.datasets.download;

import org.jspecify.annotations.NullMarked;
