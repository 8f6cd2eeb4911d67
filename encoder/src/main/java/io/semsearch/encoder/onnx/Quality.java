package io.semsearch.encoder.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How much of a network goes into a vector: better features take more time, memory and disk. */
public enum Quality {

    /** The feature tensor as it is, of one view: the vectors of other programs. */
    FAST,
    /** Blocks of several depths, averaged over the photo and its mirror image. */
    GOOD,
    /** The same, averaged over a second, larger size too. */
    BEST;

    private static final float SAME_SIZE = 1.4f;
    private static final float LARGER = 1.4f;
    private static final float MAXIMUM = 0.5f;

    /** Larger than the input by this factor, in steps of 32 pixels: 288 for 224. */
    private static final double SECOND_SIZE = 9.0 / 7;
    private static final int STEP = 32;

    /** True if the mirror image is encoded too. */
    public boolean flip() {
        return this != FAST;
    }

    /** The sizes of the photo that are averaged over. */
    List<Integer> sizes(int size) {
        int second = STEP * (int) Math.round(size * SECOND_SIZE / STEP);
        return this == BEST && second > size ? List.of(size, second) : List.of(size);
    }

    /** The parts of the vector.
     *
     * <p>Beyond {@link #FAST}: the feature tensor; the mean of the widest map before the last one, of the same height
     * and width (weight 1.4); the mean of the widest map of the next larger height and width (1.4); the maximum of the
     * last map (0.5). The later one of equally wide maps counts. What a network does not have is left out: one of
     * tokens has no maps. Signed roots are taken of means, and each block is divided by its root mean square.
     *
     * @param candidates outputs of activations, in the order of their computation */
    List<FeatureBlock> blocks(CandidateTensor features, List<CandidateTensor> candidates) {
        Pooling pooling = features.pooling();
        int dimension = features.pooledDimension();
        if (this == FAST) {
            return List.of(FeatureBlock.plain(features.tensor(), pooling, dimension));
        }
        List<FeatureBlock> blocks = new ArrayList<>();
        blocks.add(new FeatureBlock(features.tensor(), pooling, true, true, 1, dimension));
        List<CandidateTensor> maps = candidates.stream().filter(CandidateTensor::isMap).toList();
        if (maps.isEmpty()) {
            return List.copyOf(blocks);
        }
        CandidateTensor last = maps.getLast();
        List<CandidateTensor> before = maps.subList(0, maps.size() - 1);
        widest(before, last.places()).ifPresent(map -> blocks.add(mean(map, SAME_SIZE)));
        before.stream().map(CandidateTensor::places).filter(places -> places > last.places())
                .min(Comparator.naturalOrder()).flatMap(places -> widest(before, places))
                .ifPresent(map -> blocks.add(mean(map, LARGER)));
        blocks.add(new FeatureBlock(last.tensor(), Pooling.MAX, false, true, MAXIMUM, last.pooledDimension()));
        return List.copyOf(blocks);
    }

    private static FeatureBlock mean(CandidateTensor map, float weight) {
        return new FeatureBlock(map.tensor(), Pooling.MEAN, true, true, weight, map.pooledDimension());
    }

    /** The widest of the maps of one size; the last one of several. */
    private static Optional<CandidateTensor> widest(List<CandidateTensor> maps, long places) {
        return maps.stream().filter(map -> map.places() == places)
                .reduce((best, next) -> next.pooledDimension() >= best.pooledDimension() ? next : best);
    }
}
