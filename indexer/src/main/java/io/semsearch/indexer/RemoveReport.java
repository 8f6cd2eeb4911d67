package io.semsearch.indexer;

import java.util.List;

/** What was taken out of an index.
 *
 * @param removed images that it had, and has no more; rising
 * @param unknown images that it did not have; rising */
public record RemoveReport(List<Long> removed, List<Long> unknown) {

    /** Copies. */
    public RemoveReport {
        removed = List.copyOf(removed);
        unknown = List.copyOf(unknown);
    }
}
