package io.semsearch.encoder.resnet;

import io.semsearch.dataset.DataFileException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The weights of a network: arrays of numbers by their names. Not thread-safe. */
public final class NetworkWeights {

    private static final int NAMED = 5;

    private final String file;
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();

    /** None yet.
     *
     * @param file for messages */
    public NetworkWeights(String file) {
        this.file = file;
    }

    /** An array.
     *
     * <p>Row-major; shared, do not modify. */
    static final class Weight {

        final int[] shape;
        final float[] values;

        Weight(int[] shape, float[] values) {
            this.shape = shape;
            this.values = values;
        }
    }

    /** Adds an array.
     *
     * @param shape  its sizes; [] for one number
     * @param values row-major; not copied
     * @throws DataFileException if there is one of this name, or the values do not fill the shape */
    public void add(String name, int[] shape, float[] values) throws DataFileException {
        long count = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        if (count != values.length) {
            throw new DataFileException(
                    file + ": the weight '" + name + "' of shape " + Arrays.toString(shape) + " has "
                            + values.length + " values");
        }
        if (weights.put(name, new Weight(shape.clone(), values)) != null) {
            throw new DataFileException(file + ": there are two weights '" + name + "'");
        }
    }

    String file() {
        return file;
    }

    boolean has(String name) {
        return weights.containsKey(name);
    }

    /** Takes an array for a place in the network.
     *
     * @param sizes that it must have; 0 for any
     * @throws DataFileException if there is none, or of other sizes */
    Weight take(String name, int... sizes) throws DataFileException {
        Weight weight = weights.get(name);
        if (weight == null) {
            throw refused("there is no '" + name + "', but " + names(weights.keySet()));
        }
        boolean fits = weight.shape.length == sizes.length;
        for (int axis = 0; fits && axis < sizes.length; axis++) {
            fits = weight.shape[axis] > 0 && (sizes[axis] == 0 || weight.shape[axis] == sizes[axis]);
        }
        if (!fits) {
            throw refused("'" + name + "' has the shape " + Arrays.toString(weight.shape) + ", in place of "
                    + Arrays.toString(sizes).replace("0", "any"));
        }
        taken.add(name);
        return weight;
    }

    /** Checks that the network is known completely.
     *
     * @throws DataFileException if a weight has not been taken */
    void requireAllTaken() throws DataFileException {
        Set<String> left = new LinkedHashSet<>(weights.keySet());
        left.removeAll(taken);
        if (!left.isEmpty()) {
            throw refused("it has no place for " + names(left));
        }
    }

    private DataFileException refused(String found) {
        return new DataFileException(file + ": expected the weights of a ResNet as torchvision names them, but " + found
                + ": export other networks as ONNX");
    }

    private static String names(Collection<String> names) {
        String first = String.join(", ", names.stream().limit(NAMED).map(name -> "'" + name + "'").toList());
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
