package io.semsearch.datasets.pickle;

import io.semsearch.datasets.FloatType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The classes of torch storages: those of floating-point numbers, which can be features, and those of whole numbers,
 * which a file may have beside them. */
enum TorchStorageType {

    FLOAT("Float", FloatType.FLOAT32), DOUBLE("Double", FloatType.FLOAT64), HALF("Half", FloatType.FLOAT16), BFLOAT16(
            "BFloat16", FloatType.BFLOAT16), LONG("Long", 8), INT("Int",
                    4), SHORT("Short", 2), CHAR("Char", 1), BYTE("Byte", 1), BOOL("Bool", 1);

    private static final Map<String, TorchStorageType> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(TorchStorageType::toString, Function.identity()));

    private final String name;
    private final int bytes;
    private final Optional<FloatType> features;

    TorchStorageType(String kind, FloatType features) {
        this.name = "torch." + kind + "Storage";
        this.bytes = features.bytes();
        this.features = Optional.of(features);
    }

    TorchStorageType(String kind, int bytes) {
        this.name = "torch." + kind + "Storage";
        this.bytes = bytes;
        this.features = Optional.empty();
    }

    /** Size of one value. */
    int bytes() {
        return bytes;
    }

    /** The type of the values as features; empty if they are whole numbers. */
    Optional<FloatType> features() {
        return features;
    }

    /** The type of a full Python name, if it is one of these. */
    static Optional<TorchStorageType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Says that values of a type cannot be features. */
    static String notFeatures(String name) {
        return "it holds values of type '" + PickleValues.printable(name)
                + "'; features must be 16-, 32- or 64-bit floats: convert them with .float()";
    }

    @Override
    public String toString() {
        return name;
    }
}
