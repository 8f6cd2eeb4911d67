package io.semsearch.indexer;

import java.util.List;
import java.util.Map;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/** Merges nothing until it is told to, then everything in one merge; a single segment too, whose graph the merge
 * builds. */
final class SingleSegmentMergePolicy extends MergePolicy {

    @Override
    public @Nullable MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos infos, MergeContext context) {
        return null;
    }

    @Override
    public @Nullable MergeSpecification findForcedMerges(SegmentInfos infos, int maxSegmentCount,
            Map<SegmentCommitInfo, Boolean> segmentsToMerge, MergeContext context) {
        // true marks what was there when the merge was asked for; what it made itself comes back as false
        List<SegmentCommitInfo> unmerged = infos.asList().stream()
                .filter(segment -> segmentsToMerge.getOrDefault(segment, false)).toList();
        if (unmerged.isEmpty()) {
            return null;
        }
        MergeSpecification merges = new MergeSpecification();
        merges.add(new OneMerge(unmerged));
        return merges;
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
