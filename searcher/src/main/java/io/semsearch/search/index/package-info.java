/** An open Lucene index: its files, what it holds of single images, which images fit a filter, and which are nearest to
 * a vector.
 *
 * <p>Internal to the searcher: {@code io.semsearch.search.local} turns a query into a {@link
 * io.semsearch.search.index.VectorQuery} and asks here. Start at {@link io.semsearch.search.index.VectorSearch}. */
@NullMarked
package io.semsearch.search.index;

import org.jspecify.annotations.NullMarked;
