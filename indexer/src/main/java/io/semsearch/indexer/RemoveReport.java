package io.semsearch.indexer;

import java.util.List;

/** The result of {@link ImageCollection#remove}.
 *
 * @param removed ids of the removed images, ascending
 * @param unknown ids that were not in the index, ascending */
public record RemoveReport(List<Long> removed, List<Long> unknown) {

    /** Copies the lists. */
    public RemoveReport {
        removed = List.copyOf(removed);
        unknown = List.copyOf(unknown);
    }
}
