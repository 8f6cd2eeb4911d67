package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.FloatType;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each {@link GlobalFunction} does when a pickle calls it: makes a value of its arguments, nothing else. */
final class TensorFunctions {

    /** What Python keeps for an object beside its values. */
    private static final int OBJECT_BYTES = 64;

    private final HeapBudget budget;
    private final boolean nested;

    private TensorFunctions(HeapBudget budget, boolean nested) {
        this.budget = budget;
        this.nested = nested;
    }

    TensorFunctions(HeapBudget budget) {
        this(budget, false);
    }

    /** Calls a function.
     *
     * @throws DataFileException if the arguments are not what torch or numpy write */
    @Nullable Object call(GlobalFunction function, List<@Nullable Object> values) throws IOException {
        Arguments arguments = new Arguments(budget.file(), function.toString(), values);
        return switch (function) {
            case ORDERED_DICT -> orderedDict(arguments);
            case CODECS_ENCODE -> encode(arguments);
            case TORCH_LOAD_FROM_BYTES -> loadStorage(arguments);
            case TORCH_REBUILD_TENSOR, TORCH_REBUILD_TENSOR_V2 -> rebuildTensor(arguments);
            case TORCH_REBUILD_PARAMETER -> arguments.get(0, Tensor.class, "a tensor");
            case NUMPY_RECONSTRUCT -> reconstruct(arguments);
            case NUMPY_FROM_BUFFER -> fromBuffer(arguments);
            case NUMPY_SCALAR -> scalar(arguments);
            case NUMPY_DTYPE -> new NumpyDtype(arguments.text(0));
            case NUMPY_NDARRAY -> throw arguments.unexpected(0, "no direct call");
        };
    }

    /** Gives an object the state that a pickle brings for it. */
    void build(@Nullable Object target, @Nullable Object state) throws IOException {
        if (target instanceof PickleDict && state instanceof PickleDict attributes
                && attributes.get("_metadata") != null) {
            return; // a state dict of torch, whose keys tell that it has no features
        }
        Optional<List<@Nullable Object>> values = PickleValues.tuple(state);
        if (values.isPresent() && target instanceof NumpyArray array) {
            fill(array, new Arguments(budget.file(), "the state of numpy.ndarray", values.get()));
            return;
        }
        if (values.isPresent() && target instanceof NumpyDtype dtype) {
            setOrder(dtype, new Arguments(budget.file(), "the state of numpy.dtype", values.get()));
            return;
        }
        throw new DataFileException(budget.file() + ": refused to set the state of " + PickleValues.describe(target)
                + " to " + PickleValues.describe(state) + ": only numpy arrays and dtypes have one, a tuple");
    }

    private static PickleDict orderedDict(Arguments arguments) throws DataFileException {
        arguments.requireCount(0);
        return new PickleDict();
    }

    private PickleBytes encode(Arguments arguments) throws DataFileException {
        String encoding = arguments.text(1);
        if (!encoding.equals("latin1") && !encoding.equals("latin-1")) {
            throw arguments.unexpected(1, "'latin1'");
        }
        String text = arguments.text(0);
        budget.charge(text.length());
        Optional<byte[]> bytes = PickleValues.latin1(text);
        return new PickleBytes(bytes.orElseThrow(() -> arguments.unexpected(0, "characters of one byte")));
    }

    /** A tensor in a plain pickle brings its storage as a whole torch file of its own. */
    private TorchStorage loadStorage(Arguments arguments) throws IOException {
        if (nested) {
            throw new DataFileException(budget.file() + ": refused a torch file within a torch file within a pickle");
        }
        // bytes that are let go afterwards: so nothing can have the same ones read again and again
        arguments.get(0, PickleBytes.class, "bytes");
        DataStream file = DataStream.of(budget.file(), arguments.bytes(0));
        long before = budget.used();
        Object root = TorchLegacyFormat.read(file, budget, new TensorFunctions(budget, true));
        budget.release(budget.used() - before);
        if (!(root instanceof TorchStorage storage)) {
            throw arguments.unexpected(0, "a torch storage");
        }
        budget.charge(OBJECT_BYTES + (long) storage.length() * Float.BYTES);
        budget.release(arguments.releaseBytes(0));
        return storage;
    }

    private TorchTensor rebuildTensor(Arguments arguments) throws DataFileException {
        TorchStorage storage = arguments.get(0, TorchStorage.class, "a storage");
        int offset = arguments.size(1);
        int[] shape = arguments.shape(2);
        int[] strides = arguments.sizes(3);
        if (strides.length != shape.length) {
            throw arguments.unexpected(3, shape.length + " strides");
        }
        long last = offset;
        for (int axis = 0; axis < shape.length; axis++) {
            last += (shape[axis] - 1L) * strides[axis];
        }
        long count = Arguments.count(shape);
        // no view repeats values of its storage, or a few bytes could become many
        if (count > storage.length() || (count > 0 && last >= storage.length())) {
            throw arguments.unexpected(2, "a shape that lies within the storage's " + storage.length()
                    + " values (tensor.clone() makes it, if values were repeated by expand())");
        }
        return new TorchTensor(storage, offset, shape, strides, budget.file());
    }

    private static NumpyArray reconstruct(Arguments arguments) throws DataFileException {
        if (arguments.get(0, GlobalFunction.class, "numpy.ndarray") != GlobalFunction.NUMPY_NDARRAY) {
            throw arguments.unexpected(0, "numpy.ndarray");
        }
        return new NumpyArray();
    }

    private NumpyArray fromBuffer(Arguments arguments) throws DataFileException {
        if (!arguments.text(3).equals("C") && arguments.shape(2).length > 1) {
            throw arguments.unexpected(3, "order 'C' (numpy.ascontiguousarray makes it)");
        }
        NumpyArray array = new NumpyArray();
        decode(array, arguments, arguments.shape(2), new Part(1, 0));
        return array;
    }

    private static Object scalar(Arguments arguments) throws DataFileException {
        NumpyDtype dtype = arguments.get(0, NumpyDtype.class, "a dtype");
        Optional<Number> number = dtype.number(arguments.bytes(1));
        return number.orElseThrow(() -> arguments.unexpected(0, "a type of numbers and one number of it"));
    }

    /** The state (version, shape, dtype, is Fortran, bytes). */
    private void fill(NumpyArray array, Arguments state) throws DataFileException {
        state.requireCount(5);
        int[] shape = state.shape(1);
        if (Boolean.TRUE.equals(state.value(3)) && shape.length > 1) {
            throw state.unexpected(3, "C order (numpy.ascontiguousarray makes it)");
        }
        decode(array, state, shape, new Part(2, 4));
    }

    private void decode(NumpyArray array, Arguments arguments, int[] shape, Part part) throws DataFileException {
        NumpyDtype dtype = arguments.get(part.dtype, NumpyDtype.class, "a dtype");
        if (dtype.floatType().isEmpty()) {
            array.leaveOut(shape, budget.file() + ": expected arrays of float16, float32 or float64, found '"
                    + PickleValues.printable(dtype.toString()) + "'; convert it with astype(\"float32\")");
            budget.release(arguments.releaseBytes(part.bytes));
            return;
        }
        FloatType type = dtype.floatType().get();
        byte[] bytes = arguments.bytes(part.bytes);
        long count = Arguments.count(shape);
        if (count * type.bytes() != bytes.length) {
            throw arguments.unexpected(part.bytes,
                    count * type.bytes() + " bytes for its shape, found " + bytes.length);
        }
        budget.charge(OBJECT_BYTES + count * Float.BYTES);
        array.fill(shape, type.decode(ByteBuffer.wrap(bytes).order(dtype.order())));
        budget.release(arguments.releaseBytes(part.bytes));
    }

    /** The state (version, byte order, sub-array, names, fields, ...). */
    private static void setOrder(NumpyDtype dtype, Arguments state) throws DataFileException {
        String order = state.text(1);
        if (!List.of("<", ">", "=", "|").contains(order)) {
            throw state.unexpected(1, "a byte order");
        }
        for (int item = 2; item <= 4; item++) {
            if (state.value(item) != null) {
                throw state.unexpected(item, "a plain type of numbers");
            }
        }
        dtype.order(order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** The positions of an array's type and bytes among the arguments. */
    private record Part(int dtype, int bytes) {}
}
