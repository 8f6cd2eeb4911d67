package io.semsearch.search.local;

import java.util.List;
import java.util.OptionalDouble;

/** The result of verifying an index.
 *
 * @param images         number of images
 * @param problems       sentences for people; empty if the index is undamaged
 * @param segments       Lucene's segments
 * @param semantic       recall of approximate search in the semantic space, with default options
 * @param features       the same among features
 * @param nearDuplicates clusters of at least two image ids, the largest first; not a problem */
public record VerificationReport(int images, List<String> problems, List<Segment> segments, Approximation semantic,
        Approximation features, List<List<Long>> nearDuplicates) {

    /** Copies. */
    public VerificationReport {
        problems = List.copyOf(problems);
        segments = List.copyOf(segments);
        nearDuplicates = nearDuplicates.stream().map(List::copyOf).toList();
    }

    /** A segment of the index.
     *
     * @param name                Lucene's name
     * @param images              number of images
     * @param deletedDocuments    replaced or removed images that still take space
     * @param semanticUnreachable number of images that no search of the semantic graph can reach; -1 if the segment has
     *                            no graph and is compared exactly
     * @param featuresUnreachable the same for the graph of features */
    public record Segment(String name, int images, int deletedDocuments, int semanticUnreachable,
            int featuresUnreachable) {}

    /** Recall of approximate search.
     *
     * @param efSearch      number of candidates; 0 if searches are exact, since no measured number of candidates finds
     *                      enough, or approximate search would save nothing
     * @param annRecallAt10 share of the exact first ten that it finds; empty without queries
     * @param queries       number of queries */
    public record Approximation(int efSearch, OptionalDouble annRecallAt10, int queries) {}
}
