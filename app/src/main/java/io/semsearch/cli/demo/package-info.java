/** {@code semsearch demo}: the whole way from photos to search, on the embedded postcards or on COCO. */
@NullMarked
package io.semsearch.cli.demo;

import org.jspecify.annotations.NullMarked;
