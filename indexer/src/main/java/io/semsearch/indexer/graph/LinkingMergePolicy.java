package io.semsearch.indexer.graph;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/** A merge policy that builds the graphs of segments, each in a merge of its own (decision record 0062).
 *
 * <p>Flushes and the merges of another policy write flat segments, which have no graph. A flat segment that is large
 * enough is then merged alone: with graphs added by a {@link SegmentLinker}, it becomes a segment that has them. A
 * forced merge does the same in two steps: all segments into a flat one, and that one, of any size, into one with
 * graphs. */
public final class LinkingMergePolicy extends FilterMergePolicy {

    /** Minimum number of images of a segment with graphs. Comparing fewer one by one takes about as long as a graph
     * search. */
    static final int WORTH_A_GRAPH = 2000;

    private static final String GRAPHS = "semsearch.graphs";
    private static final String NONE = "none";

    private final SegmentLinker forced;
    private final SegmentLinker inBackground;
    private final int worthAGraph;

    private LinkingMergePolicy(MergePolicy in, SegmentLinker linker, int worthAGraph) {
        super(in);
        this.forced = linker;
        this.inBackground = linker.inBackground();
        this.worthAGraph = worthAGraph;
    }

    /** A policy for a collection that changes: segments also get graphs in the background.
     *
     * @param in     chooses the segments that are merged while images are added
     * @param linker of forced merges; others use one thread, and report no progress */
    public static LinkingMergePolicy inBackground(MergePolicy in, SegmentLinker linker) {
        return new LinkingMergePolicy(in, linker, WORTH_A_GRAPH);
    }

    /** A policy for a new index: only a forced merge merges and builds graphs. */
    public static LinkingMergePolicy onlyForced(SegmentLinker linker) {
        return new LinkingMergePolicy(NoMergePolicy.INSTANCE, linker, Integer.MAX_VALUE);
    }

    /** True if the merge that writes a segment, or has written it, builds no graphs. */
    static boolean isFlat(SegmentInfo merged) {
        return NONE.equals(merged.getDiagnostics().get(GRAPHS));
    }

    private static boolean isFlat(SegmentCommitInfo segment) {
        return isFlat(segment.info)
                || IndexWriter.SOURCE_FLUSH.equals(segment.info.getDiagnostics().get(IndexWriter.SOURCE));
    }

    @Override
    public @Nullable MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos infos, MergeContext context)
            throws IOException {
        MergeSpecification merges = new MergeSpecification();
        Set<SegmentCommitInfo> merging = new HashSet<>(context.getMergingSegments());
        MergeSpecification flat = in.findMerges(trigger, infos, context);
        if (flat != null) {
            for (OneMerge merge : flat.merges) {
                merges.add(new FlatMerge(merge.segments));
                merging.addAll(merge.segments);
            }
        }
        for (SegmentCommitInfo segment : infos) {
            int images = segment.info.maxDoc() - context.numDeletedDocs(segment);
            if (images >= worthAGraph && isFlat(segment) && !merging.contains(segment)) {
                merges.add(new LinkingMerge(segment, inBackground));
            }
        }
        return merges.merges.isEmpty() ? null : merges;
    }

    /** Called again after each of its merges. {@code segmentsToMerge} maps the segments that existed when the merge was
     * requested to true, and those that its merges have written to false. */
    @Override
    public @Nullable MergeSpecification findForcedMerges(SegmentInfos infos, int maxSegmentCount,
            Map<SegmentCommitInfo, Boolean> segmentsToMerge, MergeContext context) throws IOException {
        List<SegmentCommitInfo> segments = infos.asList().stream().filter(segmentsToMerge::containsKey).toList();
        if (segments.isEmpty() || segments.stream().anyMatch(context.getMergingSegments()::contains)) {
            return null;
        }
        SegmentCommitInfo first = segments.getFirst();
        // deletions during the flat merge stay: waiting until none arrive could take forever
        boolean hasDeletions = segmentsToMerge.getOrDefault(first, false) && context.numDeletedDocs(first) > 0;
        if (segments.size() > 1 || hasDeletions) {
            return only(new FlatMerge(segments));
        }
        return isFlat(first) ? only(new LinkingMerge(first, forced)) : null;
    }

    private static MergeSpecification only(OneMerge merge) {
        MergeSpecification merges = new MergeSpecification();
        merges.add(merge);
        return merges;
    }

    /** Commits do not wait for merges. */
    @Override
    public @Nullable MergeSpecification findFullFlushMerges(MergeTrigger trigger, SegmentInfos infos,
            MergeContext context) {
        return null;
    }

    /** Writes a segment without graphs, and records this in its diagnostics. */
    private static final class FlatMerge extends OneMerge {

        FlatMerge(List<SegmentCommitInfo> segments) {
            super(segments);
        }

        @Override
        public void setMergeInfo(SegmentCommitInfo merged) {
            merged.info.addDiagnostics(Map.of(GRAPHS, NONE));
            super.setMergeInfo(merged);
        }
    }

    /** Rewrites a flat segment with graphs. */
    private static final class LinkingMerge extends OneMerge {

        private final SegmentLinker linker;

        LinkingMerge(SegmentCommitInfo segment, SegmentLinker linker) {
            super(List.of(segment));
            this.linker = linker;
        }

        @Override
        public CodecReader wrapForMerge(CodecReader segment) throws IOException {
            return linker.link(segment, this::checkAborted);
        }
    }
}
