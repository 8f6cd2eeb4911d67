package io.semsearch.search.local;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.search.Query;
import io.semsearch.search.Space;
import io.semsearch.search.index.Accepted;
import io.semsearch.search.index.Deadline;
import io.semsearch.search.index.Neighbour;
import io.semsearch.search.index.VectorSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds near-duplicates: clusters of images in which each has features with at least some cosine to those of another
 * one, or the same bytes. Looks at the nearest images of each image. */
final class NearDuplicates {

    private static final int NEAREST = 10;
    private static final int CANDIDATES = 50;
    /** Up to this number of images, search is exact: the graph would save little. */
    private static final int COMPARED_WITH_ALL = 2000;

    private final Snapshot snapshot;
    private final double similarity;
    private final Map<Long, Long> parents = new HashMap<>();

    NearDuplicates(Snapshot snapshot, double similarity) {
        this.snapshot = snapshot;
        this.similarity = similarity;
    }

    /** Clusters of at least two image ids, the largest first, each ascending. */
    List<List<Long>> clusters(Progress progress) throws IOException {
        int[] documents = snapshot.images().live();
        joinCopies();
        try (Progress.Task task = progress.start("Looking for near-duplicates", documents.length, "images")) {
            for (int i = 0; i < documents.length; i++) {
                join(snapshot.images().idOf(documents[i]), documents.length <= COMPARED_WITH_ALL);
                task.advanceTo(i + 1L);
            }
        }
        Map<Long, List<Long>> clusters = new HashMap<>();
        parents.keySet().forEach(id -> clusters.computeIfAbsent(root(id), root -> new ArrayList<>()).add(id));
        return clusters.values().stream().filter(cluster -> cluster.size() > 1).peek(Collections::sort)
                .sorted(Comparator.<List<Long>>comparingInt(List::size).reversed()
                        .thenComparing(List::getFirst))
                .toList();
    }

    private void joinCopies() throws IOException {
        Map<String, Long> byContent = new HashMap<>();
        snapshot.images().forEach(image -> image.contentHash().ifPresent(hash -> {
            Long earlier = byContent.putIfAbsent(hash, image.id());
            if (earlier != null) {
                parents.put(root(image.id()), root(earlier));
            }
        }));
    }

    private void join(long imageId, boolean withAll) throws IOException {
        ComposedQuery query = snapshot.composer().compose(Query.image(imageId), Space.FEATURES);
        VectorSearch search = new VectorSearch(snapshot.index(), query.in(Space.FEATURES, HubnessCorrection.NONE),
                Accepted.all(snapshot.images().size()), new Deadline(System.nanoTime(), Optional.empty()));
        List<Neighbour> nearest = withAll
                ? search.exact(NEAREST, Set.of())
                : search.approximate(CANDIDATES).best(CANDIDATES);
        for (Neighbour near : nearest) {
            if (near.similarity() >= similarity) {
                parents.put(root(near.imageId()), root(imageId));
            }
        }
    }

    private long root(long imageId) {
        long root = imageId;
        for (long parent = parents.computeIfAbsent(root, id -> id); parent != root; parent = parents.get(root)) {
            root = parent;
        }
        return root;
    }
}
