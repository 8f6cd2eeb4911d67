package io.semsearch.datasets.features;

import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.DataZip;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.datasets.pickle.TensorPickles;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** Reads image features from what users have: pickles, torch files, {@code .npy}, safetensors; the format is told by
 * the file's content, not by its name.
 *
 * <p>All but safetensors and torch's zip may be gzipped or zipped. Needs about twice the memory of the features as
 * 32-bit floats. */
public final class ImageFeaturesReader {

    private static final String TASK = "Reading features";

    private ImageFeaturesReader() {}

    /** Reads a file.
     *
     * @throws DataFileException if it is missing, damaged or refused; if images have features of different numbers,
     *                           twice, or none; if a value is NaN or infinite
     * @throws IOException       if it cannot be read */
    public static ImageFeatures read(Path path, FeaturesOptions options, Progress progress) throws IOException {
        HeapBudget budget = HeapBudget.ofThisProcess(path.toString());
        if (DataZip.isZip(path)) {
            try (DataZip zip = DataZip.open(path, options.maxUncompressedBytes(), progress, TASK)) {
                if (TensorPickles.isTorchFile(zip)) {
                    requireNoIds(path, options);
                    return PickleFeaturesReader.read(TensorPickles.read(zip, budget), budget);
                }
                return read(zip.openOnlyMember(), path, options, budget);
            }
        }
        try (DataStream in = DataStream.open(path, options.maxUncompressedBytes(), progress, TASK)) {
            return read(in, path, options, budget);
        }
    }

    private static ImageFeatures read(DataStream in, Path path, FeaturesOptions options, HeapBudget budget)
            throws IOException {
        if (NpyHeader.isAt(in)) {
            return NpyFeaturesReader.read(in, path, options, budget);
        }
        requireNoIds(path, options);
        // before pickles: a safetensors file begins with the length of its header, which may look like a pickle's first
        // bytes
        if (SafetensorsFeaturesReader.isAt(in)) {
            if (in.isCompressed()) {
                throw in.failure("a safetensors file is read in place: unpack it first");
            }
            return SafetensorsFeaturesReader.read(path, budget);
        }
        if (TensorPickles.isAt(in)) {
            return PickleFeaturesReader.read(TensorPickles.read(in, budget), budget);
        }
        throw in.unexpected("features: a pickle of a dict image id -> tensor or array, a file of torch.save,"
                + " .npy or safetensors");
    }

    private static void requireNoIds(Path path, FeaturesOptions options) throws DataFileException {
        if (options.featureIds().isPresent()) {
            throw new DataFileException(path + ": this file names its images itself: --feature-ids is for .npy files");
        }
    }
}
