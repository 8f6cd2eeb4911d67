package io.semsearch.datasets.pickle;

import io.semsearch.datasets.FloatType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The classes of torch storages whose values can be features. */
enum TorchStorageType {

    FLOAT("torch.FloatStorage", FloatType.FLOAT32), DOUBLE("torch.DoubleStorage", FloatType.FLOAT64), HALF(
            "torch.HalfStorage", FloatType.FLOAT16), BFLOAT16("torch.BFloat16Storage", FloatType.BFLOAT16);

    private static final Map<String, TorchStorageType> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(TorchStorageType::toString, Function.identity()));

    private final String name;
    private final FloatType valueType;

    TorchStorageType(String name, FloatType valueType) {
        this.name = name;
        this.valueType = valueType;
    }

    FloatType valueType() {
        return valueType;
    }

    /** The type of a full Python name, if it is one of these. */
    static Optional<TorchStorageType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    @Override
    public String toString() {
        return name;
    }
}
