/** JSON for the start of a search, without data binding: loading data binding takes longer than the search. */
@NullMarked
package io.semsearch.json;

import org.jspecify.annotations.NullMarked;
