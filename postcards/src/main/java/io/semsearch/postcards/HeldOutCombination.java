package io.semsearch.postcards;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A combination that training never sees, with the test postcards that show it.
 *
 * @param name     short, for tables
 * @param query    how a person would search for it
 * @param imageIds ids of all postcards that show it, ascending */
public record HeldOutCombination(String name, String query, Set<Long> imageIds) {

    /** Copies the set. */
    public HeldOutCombination {
        imageIds = Collections.unmodifiableSet(new TreeSet<>(imageIds));
    }
}
