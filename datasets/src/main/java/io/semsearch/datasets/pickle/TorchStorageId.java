package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a torch file refers to a storage: {@code ("storage", class, key, device, length)}, in the legacy format with one
 * more, that tells of what it is part.
 *
 * @param type   of its values
 * @param key    unique in the file
 * @param length number of values
 * @param isView whether it is part of another storage */
record TorchStorageId(TorchStorageType type, String key, int length, boolean isView) {

    private static final int KEY = 2;
    private static final int LENGTH = 4;
    private static final int VIEW = 5;

    static TorchStorageId of(@Nullable Object id, String file) throws DataFileException {
        List<@Nullable Object> values = PickleValues.tuple(id).orElseThrow(() -> new DataFileException(file
                + ": refused a persistent id, " + PickleValues.describe(id) + ": torch's are tuples"));
        Arguments arguments = new Arguments(file, "persistent id", values);
        if (!arguments.text(0).equals("storage")) {
            throw arguments.unexpected(0, "'storage'");
        }
        boolean isView = values.size() > VIEW && values.get(VIEW) != null;
        return new TorchStorageId(arguments.get(1, TorchStorageType.class, "a class of storages"), arguments.text(KEY),
                arguments.size(LENGTH), isView);
    }
}
