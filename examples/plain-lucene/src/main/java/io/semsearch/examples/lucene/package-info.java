/** An example that reads an index with Lucene and none of our code. */
@NullMarked
package io.semsearch.examples.lucene;

import org.jspecify.annotations.NullMarked;
