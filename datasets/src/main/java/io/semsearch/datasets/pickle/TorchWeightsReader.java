package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.DataZip;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads the weights of a network as torch.save writes them: {@code model.state_dict()}, alone or in a checkpoint. */
public final class TorchWeightsReader {

    private static final String TASK = "Reading weights";
    /** What checkpoints call it. */
    private static final List<String> IN_CHECKPOINT = List.of("state_dict", "model_state_dict", "model");
    /** Set before each name by DataParallel. */
    private static final String PARALLEL = "module.";
    /** A count of training steps, which no network computes with. */
    private static final String COUNTER = "num_batches_tracked";

    private TorchWeightsReader() {}

    /** True if a file begins as torch.save writes it, now or before its zip files; true for any zip archive.
     *
     * @throws DataFileException if there is no such file */
    public static boolean isTorchFile(Path file) throws IOException {
        if (DataZip.isZip(file)) {
            return true;
        }
        try (DataStream in = DataStream.open(file, DataStream.DEFAULT_MAX_UNCOMPRESSED_BYTES, Progress.NONE, TASK)) {
            return TensorPickles.isAt(in);
        }
    }

    /** Reads a file.
     *
     * @return by name, in the order of the file
     * @throws DataFileException if it is damaged, refused, or holds other things than weights
     * @throws IOException       if it cannot be read */
    public static SequencedMap<String, Tensor> read(Path file, Progress progress) throws IOException {
        return weights(readDict(file, progress), file);
    }

    private static PickleDict readDict(Path file, Progress progress) throws IOException {
        HeapBudget budget = HeapBudget.ofThisProcess(file.toString());
        if (!DataZip.isZip(file)) {
            try (DataStream in = DataStream.open(file, DataStream.DEFAULT_MAX_UNCOMPRESSED_BYTES, progress, TASK)) {
                return TensorPickles.read(in, budget);
            }
        }
        try (DataZip zip = DataZip.open(file, DataStream.DEFAULT_MAX_UNCOMPRESSED_BYTES, progress, TASK)) {
            if (!TensorPickles.isTorchFile(zip)) {
                throw new DataFileException(file + ": expected weights as torch.save writes them, found an archive of"
                        + " other files: unpack it, and name the network in it");
            }
            return TensorPickles.read(zip, budget);
        }
    }

    private static SequencedMap<String, Tensor> weights(PickleDict root, Path file) throws DataFileException {
        PickleDict dict = root;
        for (String key : IN_CHECKPOINT) {
            if (root.get(key) instanceof PickleDict inner) {
                dict = inner;
                break;
            }
        }
        SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
        for (int pair = 0; pair < dict.size(); pair++) {
            if (!(dict.key(pair) instanceof String key && dict.value(pair) instanceof Tensor tensor)) {
                throw new DataFileException(file + ": expected weights by their names, found "
                        + PickleValues.describe(dict.value(pair)) + " under " + PickleValues.describe(dict.key(pair))
                        + ": save model.state_dict()");
            }
            String name = key.startsWith(PARALLEL) ? key.substring(PARALLEL.length()) : key;
            if (!name.endsWith(COUNTER) && weights.put(name, tensor) != null) {
                throw new DataFileException(file + ": it has two weights '" + PickleValues.printable(name)
                        + "': it is damaged");
            }
        }
        return weights;
    }
}
