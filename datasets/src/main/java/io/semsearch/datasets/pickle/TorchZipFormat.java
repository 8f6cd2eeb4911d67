package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.DataZip;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What torch.save writes since version 1.6: a zip archive with the members, under one folder's name,
 * {@code data.pkl}, the object, its storages being persistent ids; {@code data/KEY}, the values of a storage; perhaps
 * {@code byteorder}, "little" or "big". */
final class TorchZipFormat {

    private static final String PICKLE = "data.pkl";
    private static final int LONGEST_ORDER = 20;

    private final DataZip zip;
    private final String folder;
    private final HeapBudget budget;
    private final Map<String, TorchStorage> storages = new HashMap<>();

    private TorchZipFormat(DataZip zip, String folder, HeapBudget budget) {
        this.zip = zip;
        this.folder = folder;
        this.budget = budget;
    }

    /** The folders in an archive that have an object, with their slash: none if this is no torch file. */
    private static List<String> folders(DataZip zip) {
        return zip.members().stream().filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length())).toList();
    }

    /** True if an archive is a file of torch.save. */
    static boolean isAt(DataZip zip) {
        return !folders(zip).isEmpty();
    }

    /** Reads the object. */
    static @Nullable Object read(DataZip zip, HeapBudget budget) throws IOException {
        List<String> folders = folders(zip);
        if (folders.size() != 1) {
            throw new DataFileException(zip.name() + ": expected one data.pkl, as torch.save writes it, found "
                    + folders.size() + ": unpack it, and name one of its files");
        }
        return new TorchZipFormat(zip, folders.getFirst(), budget).read();
    }

    private @Nullable Object read() throws IOException {
        ByteOrder order = byteOrder();
        try (DataStream in = zip.open(folder + PICKLE)) {
            Object root = new SafeUnpickler(in, budget, new TensorFunctions(budget), id -> storage(id, order)).read();
            in.requireEnd("its pickle", "it is damaged; save it again in torch");
            return root;
        }
    }

    private ByteOrder byteOrder() throws IOException {
        String member = folder + "byteorder";
        if (!zip.contains(member)) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        try (DataStream in = zip.open(member)) {
            String order = new String(in.peek(LONGEST_ORDER), StandardCharsets.US_ASCII);
            return switch (order) {
                case "little" -> ByteOrder.LITTLE_ENDIAN;
                case "big" -> ByteOrder.BIG_ENDIAN;
                default -> throw in.failure("expected the byte order 'little' or 'big', found '"
                        + PickleValues.printable(order) + "': it is damaged; save it again in torch");
            };
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
            in.requireEnd("the storage's " + storage.length() + " values", "it is damaged; save it again in torch");
        }
        storages.put(storageId.key(), storage);
        return storage;
    }
}
