package io.semsearch.datasets.pickle;

import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.DataZip;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What torch.save writes since version 1.6: a zip archive with the members, under one folder's name,
 * {@code data.pkl}, the object, its storages being persistent ids; {@code data/KEY}, the values of a storage; perhaps
 * {@code byteorder}, "little" or "big". */
final class TorchZipFormat {

    private static final String PICKLE = "data.pkl";

    private final DataZip zip;
    private final String folder;
    private final HeapBudget budget;
    private final Map<String, TorchStorage> storages = new HashMap<>();

    private TorchZipFormat(DataZip zip, String folder, HeapBudget budget) {
        this.zip = zip;
        this.folder = folder;
        this.budget = budget;
    }

    /** The folder in the archive that has the object, with its slash; empty if this is no torch file. */
    static Optional<String> folder(DataZip zip) {
        return zip.members().stream()
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length())).findFirst();
    }

    /** Reads the object. */
    static @Nullable Object read(DataZip zip, HeapBudget budget) throws IOException {
        String folder = folder(zip).orElseThrow(() -> new DataFileException(zip.name() + ": it has no data.pkl"));
        return new TorchZipFormat(zip, folder, budget).read();
    }

    private @Nullable Object read() throws IOException {
        ByteOrder order = byteOrder();
        try (DataStream in = zip.open(folder + PICKLE)) {
            Object root = new SafeUnpickler(in, budget, new TensorFunctions(budget), id -> storage(id, order)).read();
            in.drain();
            return root;
        }
    }

    private ByteOrder byteOrder() throws IOException {
        String member = folder + "byteorder";
        if (!zip.contains(member)) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        try (DataStream in = zip.open(member)) {
            String order = new String(in.peek("little".length()), StandardCharsets.US_ASCII);
            return order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }
    }

    private TorchStorage storage(@Nullable Object id, ByteOrder order) throws IOException {
        TorchStorageId storageId = TorchStorageId.of(id, zip.name());
        TorchStorage earlier = storages.get(storageId.key());
        if (earlier != null) {
            return earlier;
        }
        TorchStorage storage = new TorchStorage(storageId.type(), storageId.length());
        try (DataStream in = zip.open(folder + "data/" + storageId.key())) {
            storage.read(in, order, budget);
            in.drain();
        }
        storages.put(storageId.key(), storage);
        return storage;
    }
}
