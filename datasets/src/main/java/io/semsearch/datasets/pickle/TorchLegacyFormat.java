package io.semsearch.datasets.pickle;

import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What torch.save wrote before its zip files, and still writes for each storage in a plain pickle.
 *
 * <p>Five pickles, one after the other: a magic number; the version 1001; a dict about the system that wrote it;
 * the object, its storages being persistent ids {@code ("storage", class, key, device, length, view)}; a list of
 * the keys. Then for each key the number of values, 8 bytes, and the values, little-endian. */
final class TorchLegacyFormat {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    /** The first pickle, as torch writes it: protocol 2, an int of 10 bytes. */
    private static final byte[] FIRST_BYTES = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");
    private static final long VERSION = 1001;

    private final DataStream in;
    private final HeapBudget budget;
    private final TensorFunctions functions;
    private final Map<String, TorchStorage> storages = new HashMap<>();

    private TorchLegacyFormat(DataStream in, HeapBudget budget, TensorFunctions functions) {
        this.in = in;
        this.budget = budget;
        this.functions = functions;
    }

    /** True if a stream begins so. */
    static boolean isAt(DataStream in) throws IOException {
        return Arrays.equals(in.peek(FIRST_BYTES.length), FIRST_BYTES);
    }

    /** Reads a whole file. */
    static @Nullable Object read(DataStream in, HeapBudget budget, TensorFunctions functions) throws IOException {
        return new TorchLegacyFormat(in, budget, functions).read();
    }

    private @Nullable Object read() throws IOException {
        if (!MAGIC.equals(unpickle(PersistentIds.none(in.name())))) {
            throw in.failure("expected torch's magic number, found another: not a file of torch.save");
        }
        Object version = unpickle(PersistentIds.none(in.name()));
        if (PickleValues.wholeNumber(version).orElse(-1) != VERSION) {
            throw in.failure("expected version " + VERSION + " of torch's format, found "
                    + PickleValues.describe(version));
        }
        Object system = unpickle(PersistentIds.none(in.name()));
        if (system instanceof PickleDict info && Boolean.FALSE.equals(info.get("little_endian"))) {
            throw in.failure("it was written on a big-endian machine: save it again on another");
        }
        Object root = unpickle(this::storage);
        if (!(unpickle(PersistentIds.none(in.name())) instanceof List<?> keys)) {
            throw in.failure("expected the list of storages after the object: it is damaged");
        }
        for (Object key : keys) {
            readValues(key);
        }
        in.requireEnd("its last storage", "if two files were joined, load each in torch and save them as one dict");
        return root;
    }

    private @Nullable Object unpickle(PersistentIds ids) throws IOException {
        return new SafeUnpickler(in, budget, functions, ids).read();
    }

    private TorchStorage storage(@Nullable Object id) throws IOException {
        TorchStorageId storageId = TorchStorageId.of(id, in.name());
        if (storageId.isView()) {
            throw in.failure("refused a storage that is part of another: save the tensors again with a newer torch");
        }
        return storages.computeIfAbsent(storageId.key(), key -> new TorchStorage(storageId.type(), storageId.length()));
    }

    private void readValues(@Nullable Object key) throws IOException {
        TorchStorage storage = key instanceof String text ? storages.get(text) : null;
        if (storage == null) {
            throw in.failure("it brings the values of a storage that no tensor uses, "
                    + PickleValues.describe(key) + ": it is damaged");
        }
        long count = ByteBuffer.wrap(in.readBytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (count != storage.length()) {
            throw in.failure("a storage of " + storage.length() + " values brings " + count + ": it is damaged");
        }
        storage.read(in, ByteOrder.LITTLE_ENDIAN, budget);
    }
}
