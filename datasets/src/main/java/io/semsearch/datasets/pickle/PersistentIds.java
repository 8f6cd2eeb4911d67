package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds what is outside a pickle and is referred to by an id: torch's storages. */
@FunctionalInterface
interface PersistentIds {

    /** The object of an id.
     *
     * @throws DataFileException if there is none */
    Object find(@Nullable Object id) throws IOException;

    /** For pickles that have nothing outside. */
    static PersistentIds none(String file) {
        return id -> {
            throw new DataFileException(file + ": refused a persistent id, " + PickleValues.describe(id)
                    + ": only files of torch.save have them");
        };
    }
}
