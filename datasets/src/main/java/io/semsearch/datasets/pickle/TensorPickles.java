package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.DataZip;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a dict of torch tensors or numpy arrays that was pickled, or saved by torch, in any of their forms.
 *
 * <p>Safe for files of unknown origin: nothing in them is run. */
public final class TensorPickles {

    private static final byte PROTO = (byte) 0x80;
    private static final int HIGHEST_PROTOCOL = 5;

    private TensorPickles() {}

    /** True if a stream begins as a pickle does, or a file of torch.save before its zip format.
     *
     * <p>Pickles of protocols 0 and 1 begin with their content: those of dicts are known. */
    public static boolean isAt(DataStream in) throws IOException {
        byte[] start = in.peek(2);
        if (start.length < 2) {
            return false;
        }
        return switch (start[0]) {
            case PROTO -> start[1] >= 0 && start[1] <= HIGHEST_PROTOCOL;
            case '(' -> start[1] == 'd' || start[1] == 'i';
            default -> start[0] == '}';
        };
    }

    /** Reads a pickle, or a legacy file of torch.save.
     *
     * @throws DataFileException if it is damaged, asks for what is not allowed, or holds no dict */
    public static PickleDict read(DataStream in, HeapBudget budget) throws IOException {
        TensorFunctions functions = new TensorFunctions(budget);
        if (TorchLegacyFormat.isAt(in)) {
            return dict(TorchLegacyFormat.read(in, budget, functions), in.name());
        }
        Object root = new SafeUnpickler(in, budget, functions, PersistentIds.none(in.name())).read();
        in.requireEnd("its pickle", "if it holds several, load each of them in Python and save them as one dict");
        return dict(root, in.name());
    }

    /** True if an archive is a file of torch.save. */
    public static boolean isTorchFile(DataZip zip) {
        return TorchZipFormat.isAt(zip);
    }

    /** Reads a file of torch.save.
     *
     * @throws DataFileException if it is damaged, asks for what is not allowed, or holds no dict */
    public static PickleDict read(DataZip zip, HeapBudget budget) throws IOException {
        return dict(TorchZipFormat.read(zip, budget), zip.name());
    }

    private static PickleDict dict(@Nullable Object root, String file) throws DataFileException {
        if (!(root instanceof PickleDict dict)) {
            throw new DataFileException(file + ": expected a dict of image id -> tensor, found "
                    + PickleValues.describe(root) + "; save one, or arrays as .npy with their ids");
        }
        return dict;
    }
}
