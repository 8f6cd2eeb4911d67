package io.semsearch.encoder.onnx;

import java.util.List;
import java.util.stream.Collectors;

/** A tensor of a network that could serve as features.
 *
 * @param tensor   its name
 * @param operator the type of the operator that computes it
 * @param shape    its sizes for one photo: [values], [tokens, channels] or [channels, height, width] */
public record CandidateTensor(String tensor, String operator, List<Long> shape) {

    /** Copies. */
    public CandidateTensor {
        shape = List.copyOf(shape);
    }

    /** True for a map with more than one place: it can be pooled. */
    boolean isMap() {
        return shape.size() == 3 && places() > 1;
    }

    /** Places of a map. */
    long places() {
        return shape.get(1) * shape.get(2);
    }

    /** Number of values after pooling. */
    int pooledDimension() {
        return (int) switch (shape.size()) {
            case 2 -> (long) shape.get(1);
            case 3 -> (long) shape.get(0);
            default -> values();
        };
    }

    private long values() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    /** The pooling that gives a vector of the channels. */
    Pooling pooling() {
        boolean hasPlaces = (shape.size() == 2 && shape.get(0) > 1) || isMap();
        return hasPlaces ? Pooling.MEAN : Pooling.NONE;
    }

    /** The shape for people: {@code 1280 x 7 x 7}. */
    public String shapeText() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
