package io.semsearch.search.local;

import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Selection;
import io.semsearch.search.Space;
import io.semsearch.search.index.Deadline;
import io.semsearch.search.index.Neighbour;
import io.semsearch.search.index.StoredImages;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** Chooses hits from ranked images: leaves out images of low confidence, and collapses near-duplicates. */
final class HitSelector {

    private final StoredImages images;
    private final Selection selection;
    private final Optional<ToDoubleFunction<float[]>> confidences;
    private final Deadline deadline;
    private final List<Kept> kept = new ArrayList<>();
    private int looked;

    /** @param confidences computes the confidence of an image from its semantic vector; empty if none is needed */
    HitSelector(StoredImages images, Selection selection, Optional<ToDoubleFunction<float[]>> confidences,
            Deadline deadline) {
        this.images = images;
        this.selection = selection;
        this.confidences = confidences;
        this.deadline = deadline;
    }

    /** An image that becomes a hit. */
    private static final class Kept {

        private final Neighbour neighbour;
        private final OptionalDouble confidence;
        private final float[] features;
        private final List<Long> duplicates = new ArrayList<>();

        Kept(Neighbour neighbour, OptionalDouble confidence, float[] features) {
            this.neighbour = neighbour;
            this.confidence = confidence;
            this.features = features;
        }

        Hit hit(int rank, IndexedImage image) {
            return new Hit(rank, neighbour.similarity(), neighbour.corrected(), confidence, duplicates, image);
        }
    }

    /** One page of the list of hits.
     *
     * @param offset number of hits before the page
     * @param reach  number of images among which confident hits are looked for, unless the page lies beyond */
    Page page(RankedImages ranked, int offset, int k, int reach) throws IOException {
        int end = offset + k;
        boolean leavesOut = selection.minConfidence().orElse(0) > 0;
        if (!leavesOut && selection.collapse().isEmpty()) {
            keep(ranked.first(end), end);
            return page(offset, end, ranked.size() > end);
        }
        int wanted = end + 1; // one more shows whether there is another page
        int limit = leavesOut ? Math.max(wanted, reach) : Integer.MAX_VALUE;
        boolean more = true;
        for (int count = wanted; more; count = Math.min(2 * count, limit)) {
            List<Neighbour> list = ranked.first(count);
            keep(list.subList(0, Math.min(list.size(), limit)), wanted);
            more = kept.size() < wanted && list.size() >= count && looked < limit && !deadline.isOver();
        }
        boolean isCut = kept.size() < wanted && looked == limit && ranked.size() > limit;
        return page(offset, end, kept.size() > end).lookedAt(isCut ? OptionalInt.of(looked) : OptionalInt.empty());
    }

    /** A page of hits.
     *
     * @param hasNext  true if there are more
     * @param reading  duration of reading their stored fields
     * @param lookedAt as {@link io.semsearch.search.SearchResult.Method#lookedAt} */
    record Page(List<Hit> hits, boolean hasNext, Duration reading, OptionalInt lookedAt) {

        private Page lookedAt(OptionalInt images) {
            return new Page(hits, hasNext, reading, images);
        }
    }

    private Page page(int begin, int end, boolean hasNext) throws IOException {
        long start = System.nanoTime();
        List<Hit> hits = hits(begin, end);
        return new Page(hits, hasNext, Duration.ofNanos(System.nanoTime() - start), OptionalInt.empty());
    }

    /** Continues along a list until this number of images is kept. The deadline does not cut the first images, which
     * are found already. */
    private void keep(List<Neighbour> list, int wanted) throws IOException {
        while (looked < list.size() && kept.size() < wanted && (looked < wanted || !deadline.isOver())) {
            look(list.get(looked));
            looked++;
        }
    }

    private List<Hit> hits(int begin, int end) throws IOException {
        List<Kept> these = begin < kept.size() ? kept.subList(begin, Math.min(kept.size(), end)) : List.of();
        List<IndexedImage> stored = images.images(these.stream().map(it -> it.neighbour.document()).toList());
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < these.size(); i++) {
            hits.add(these.get(i).hit(begin + i + 1, stored.get(i)));
        }
        return hits;
    }

    private void look(Neighbour neighbour) throws IOException {
        OptionalDouble confidence = OptionalDouble.empty();
        if (confidences.isPresent()) {
            double told = confidences.get().applyAsDouble(images.unitVector(neighbour.document(), Space.SEMANTIC));
            if (told < selection.minConfidence().orElse(0)) {
                return;
            }
            confidence = OptionalDouble.of(told);
        }
        if (selection.collapse().isEmpty()) {
            kept.add(new Kept(neighbour, confidence, new float[0]));
            return;
        }
        float[] features = images.unitVector(neighbour.document(), Space.FEATURES);
        for (Kept earlier : kept) {
            if (Vectors.dot(earlier.features, features) >= selection.collapse().getAsDouble()) {
                earlier.duplicates.add(neighbour.imageId());
                return;
            }
        }
        kept.add(new Kept(neighbour, confidence, features));
    }
}
