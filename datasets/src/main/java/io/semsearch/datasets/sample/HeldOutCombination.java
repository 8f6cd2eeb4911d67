package io.semsearch.datasets.sample;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A combination that training never sees, and the postcards of the test part that show it.
 *
 * @param name     short, for tables
 * @param query    how a person would ask for it
 * @param imageIds all postcards that truly show it, in rising order */
public record HeldOutCombination(String name, String query, Set<Long> imageIds) {

    /** Copies. */
    public HeldOutCombination {
        imageIds = Collections.unmodifiableSet(new TreeSet<>(imageIds));
    }
}
