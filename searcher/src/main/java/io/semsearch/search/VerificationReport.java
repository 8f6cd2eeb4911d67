package io.semsearch.search;

import java.util.List;
import java.util.OptionalDouble;

/** What was found out about an index that was looked through.
 *
 * @param images          that can be found
 * @param problems        what is wrong, in words; empty if nothing is
 * @param segments        its parts
 * @param semantic        how approximate search does in the semantic space, at the number of candidates that it takes by
 *                        default
 * @param features        the same among features
 * @param nearDuplicates  numbers of images whose features are nearly alike, in clusters of at least two, the largest first;
 *                        no problem, but good to know */
public record VerificationReport(int images, List<String> problems, List<Segment> segments, Approximation semantic,
        Approximation features, List<List<Long>> nearDuplicates) {

    /** Copies. */
    public VerificationReport {
        problems = List.copyOf(problems);
        segments = List.copyOf(segments);
        nearDuplicates = nearDuplicates.stream().map(List::copyOf).toList();
    }

    /** A part of an index.
     *
     * @param name                Lucene's
     * @param images              that can be found
     * @param deletedDocuments    that still take up space
     * @param semanticUnreachable images that no walk of the semantic graph reaches; -1 if the segment has no graph and is
     *                            compared exactly
     * @param featuresUnreachable the same in the graph of features */
    public record Segment(String name, int images, int deletedDocuments, int semanticUnreachable,
            int featuresUnreachable) {}

    /** How approximate search does.
     *
     * @param efSearch      candidates in view; 0 if searches are exact, since no number of candidates was seen to find
     *                      enough, or nothing would be saved
     * @param annRecallAt10 share of the true first ten that it found; empty if there was nothing to look for
     * @param queries       that were asked */
    public record Approximation(int efSearch, OptionalDouble annRecallAt10, int queries) {}
}
