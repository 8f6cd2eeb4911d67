package io.semsearch.indexer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/** Merges nothing until it is told to: all segments into one at {@link org.apache.lucene.index.IndexWriter#maybeMerge}, and
 * that one into one with graphs at {@link org.apache.lucene.index.IndexWriter#forceMerge}. */
final class LinkingMergePolicy extends MergePolicy {

    private final Linking linking;

    LinkingMergePolicy(Linking linking) {
        this.linking = linking;
    }

    /** Gives graphs to a segment. */
    @FunctionalInterface
    interface Linking {
        CodecReader link(CodecReader segment) throws IOException;
    }

    @Override
    public @Nullable MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos infos, MergeContext context) {
        return trigger == MergeTrigger.EXPLICIT && infos.size() > 1
                ? only(new OneMerge(infos.asList()))
                : null;
    }

    @Override
    public @Nullable MergeSpecification findForcedMerges(SegmentInfos infos, int maxSegmentCount,
            Map<SegmentCommitInfo, Boolean> segmentsToMerge, MergeContext context) {
        // true marks what was there when the merge was asked for; what it made itself comes back as false
        List<SegmentCommitInfo> unlinked = infos.asList().stream()
                .filter(segment -> segmentsToMerge.getOrDefault(segment, false)).toList();
        return unlinked.isEmpty() ? null : only(new LinkingMerge(unlinked));
    }

    private static MergeSpecification only(OneMerge merge) {
        MergeSpecification merges = new MergeSpecification();
        merges.add(merge);
        return merges;
    }

    private final class LinkingMerge extends OneMerge {

        LinkingMerge(List<SegmentCommitInfo> segments) {
            super(segments);
        }

        @Override
        public CodecReader wrapForMerge(CodecReader segment) throws IOException {
            return linking.link(segment);
        }
    }

    @Override
    public @Nullable MergeSpecification findForcedDeletesMerges(SegmentInfos infos, MergeContext context) {
        return null;
    }

    @Override
    public boolean useCompoundFile(SegmentInfos infos, SegmentCommitInfo merged, MergeContext context) {
        return false;
    }
}
