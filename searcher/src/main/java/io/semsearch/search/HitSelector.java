package io.semsearch.search;

import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Makes hits of ranked images: leaves out those that one can have too little confidence in, and collapses
 * near-duplicates. */
final class HitSelector {

    private final StoredImages images;
    private final Selection selection;
    private final Optional<ToDoubleFunction<float[]>> confidences;
    private final List<Kept> kept = new ArrayList<>();
    private int looked;

    /** @param confidences of images by their semantic vectors; empty if none is asked for */
    HitSelector(StoredImages images, Selection selection, Optional<ToDoubleFunction<float[]>> confidences) {
        this.images = images;
        this.selection = selection;
        this.confidences = confidences;
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

    /** Some hits of the whole list, and whether there are more.
     *
     * @param offset of the first, from 0
     * @param reach  ranks in which confident hits are looked for, if the page does not lie beyond */
    Page page(RankedImages ranked, int offset, int k, int reach) throws IOException {
        int end = offset + k;
        if (confidences.isEmpty() && selection.collapse().isEmpty()) {
            keep(ranked.first(end), end);
            return page(offset, end, ranked.size() > end);
        }
        int wanted = end + 1; // one more tells whether there is another page
        int limit = confidences.isPresent() ? Math.max(wanted, reach) : Integer.MAX_VALUE;
        boolean more = true;
        for (int count = Math.min(wanted, limit); kept.size() < wanted && more; count = Math.min(2 * count, limit)) {
            List<Neighbour> list = ranked.first(count);
            keep(list.subList(0, Math.min(list.size(), limit)), wanted);
            more = list.size() >= count && looked < limit;
        }
        return page(offset, end, kept.size() > end);
    }

    /** Hits that follow each other.
     *
     * @param hasNext true if there are more
     * @param reading what it took to read what is stored of them */
    record Page(List<Hit> hits, boolean hasNext, Duration reading) {}

    private Page page(int begin, int end, boolean hasNext) throws IOException {
        long start = System.nanoTime();
        List<Hit> hits = hits(begin, end);
        return new Page(hits, hasNext, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Goes on along a list until so many are kept. */
    private void keep(List<Neighbour> list, int wanted) throws IOException {
        for (; looked < list.size() && kept.size() < wanted; looked++) {
            look(list.get(looked));
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
