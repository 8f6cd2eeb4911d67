/** Searches the index of a collection: the library that other services embed.
 *
 * <p>Comes last in the flow: takes what {@code io.semsearch.indexer} wrote and the model that it was written with, and
 * turns a {@link io.semsearch.search.Query} into a {@link io.semsearch.search.SearchResult}. Start at {@link
 * io.semsearch.search.ImageSearcher}:
 *
 * <pre>{@code
 * try (ImageSearcher searcher = ImageSearcher.open(Path.of("my-collection"))) {
 *     SearchResult result = searcher.search(Query.text("two dogs on a beach"), SearchOptions.top(10));
 *     result.hits().forEach(hit -> System.out.println(hit.rank() + " " + hit.image().image().fileName()));
 * }
 * }</pre>
 *
 * <p>Runs on Lucene, of which nothing shows in the signatures. */
@NullMarked
package io.semsearch.search;

import org.jspecify.annotations.NullMarked;
