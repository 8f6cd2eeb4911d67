package io.semsearch.datasets.pickle;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a pickle may name and have called: all that torch tensors, numpy arrays and OrderedDicts need.
 *
 * <p>{@link TensorFunctions} does in Java what each does in Python; nothing of Python is run. */
enum GlobalFunction {

    /** {@code OrderedDict()}. */
    ORDERED_DICT("collections.OrderedDict"),
    /** {@code encode(text, "latin1")}: how protocol 2 writes bytes. */
    CODECS_ENCODE("_codecs.encode"),
    /** {@code _load_from_bytes(bytes)}: a storage in a file of its own, in torch's legacy format. */
    TORCH_LOAD_FROM_BYTES("torch.storage._load_from_bytes"),
    /** {@code _rebuild_tensor(storage, offset, size, stride)}. */
    TORCH_REBUILD_TENSOR("torch._utils._rebuild_tensor"),
    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks[, metadata])}. */
    TORCH_REBUILD_TENSOR_V2("torch._utils._rebuild_tensor_v2"),
    /** {@code _rebuild_parameter(tensor, requires_grad, hooks)}. */
    TORCH_REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
    /** {@code _reconstruct(ndarray, (0,), b"b")}: an array whose state follows. */
    NUMPY_RECONSTRUCT("numpy.core.multiarray._reconstruct"),
    /** {@code _frombuffer(bytes, dtype, shape, order)}: how protocol 5 writes arrays. */
    NUMPY_FROM_BUFFER("numpy.core.numeric._frombuffer"),
    /** {@code scalar(dtype, bytes)}: one number. */
    NUMPY_SCALAR("numpy.core.multiarray.scalar"),
    /** {@code dtype("f4", False, True)}, whose state follows. */
    NUMPY_DTYPE("numpy.dtype"),
    /** The class of arrays, an argument of {@code _reconstruct}. */
    NUMPY_NDARRAY("numpy.ndarray");

    private static final Map<String, GlobalFunction> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(GlobalFunction::toString, Function.identity()));
    /** numpy 2 calls by the second name what was the first before. */
    private static final String NUMPY_1 = "numpy.core.";
    private static final String NUMPY_2 = "numpy._core.";

    private final String name;

    GlobalFunction(String name) {
        this.name = name;
    }

    /** The function of a full Python name, if it is allowed. */
    static Optional<GlobalFunction> named(String name) {
        String older = name.startsWith(NUMPY_2) ? NUMPY_1 + name.substring(NUMPY_2.length()) : name;
        return Optional.ofNullable(BY_NAME.get(older));
    }

    @Override
    public String toString() {
        return name;
    }
}
