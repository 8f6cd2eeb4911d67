/** Searching the images of a collection: the library that other services embed.
 *
 * <p>Comes last in the flow: a {@link io.semsearch.search.Query} and {@link io.semsearch.search.SearchOptions} become a
 * {@link io.semsearch.search.SearchResult}. This package holds the values and the errors, and knows neither Lucene nor
 * files. {@link io.semsearch.search.local.ImageSearcher} searches a collection in a folder of this machine, which
 * {@code io.semsearch.indexer} wrote:
 *
 * <pre>{@code
 * try (ImageSearcher searcher = ImageSearcher.open(Path.of("my-collection"))) {
 *     SearchResult result = searcher.search(Query.text("two dogs on a beach"), SearchOptions.top(10));
 *     result.hits().forEach(hit -> System.out.println(hit.rank() + " " + hit.image().fileName()));
 * }
 * }</pre> */
@NullMarked
package io.semsearch.search;

import org.jspecify.annotations.NullMarked;
