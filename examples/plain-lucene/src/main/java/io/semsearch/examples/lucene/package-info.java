/** An index read with Lucene and none of our code. */
@NullMarked
package io.semsearch.examples.lucene;

import org.jspecify.annotations.NullMarked;
