/** Downloads over HTTP, resumed and verified by digest: for {@code semsearch demo --coco}. */
@NullMarked
package io.semsearch.datasets.download;

import org.jspecify.annotations.NullMarked;
