package io.semsearch.search.json;

import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;

/** A search as a client asks for it.
 *
 * @param query   what to look for
 * @param options how to look for it */
public record SearchRequest(Query query, SearchOptions options) {}
