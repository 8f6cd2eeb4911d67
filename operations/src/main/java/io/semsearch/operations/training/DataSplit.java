package io.semsearch.operations.training;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.Split;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Splits captions by image into training and validation. */
public final class DataSplit {

    private DataSplit() {}

    /** Reads all captions and splits them.
     *
     * @param data the captions files
     * @param chosen the images to validate on
     * @param seed of the draw, if they are drawn
     * @throws DataFileException if a file is damaged, one image id names two images, or a part would be empty
     * @throws IOException       if a file cannot be read */
    public static Split read(DataFiles data, ValidationData chosen, long seed, OperationListener listener)
            throws IOException {
        Progress progress = new CancellableProgress(listener);
        CaptionDataset all = data.readCaptions(progress);
        return switch (chosen) {
            case ValidationData.Share drawn -> draw(all, drawn.share(), data, seed);
            case ValidationData.Captions captions -> {
                CaptionDataset validation = data.readCaptions(captions.files(), progress);
                requireOneCollection(all, validation, data, captions.files());
                yield separate(all, validation, listener);
            }
        };
    }

    private static Split separate(CaptionDataset all, CaptionDataset validation, OperationListener listener) {
        Set<Long> training = new HashSet<>(ids(all));
        training.removeAll(ids(validation));
        int shared = all.images().size() - training.size();
        if (shared > 0) {
            listener.onRemark("in both --captions and --validation-captions, and not trained on: "
                    + Formats.count(shared, "image"));
        }
        return new Split(all.retainImages(training), validation);
    }

    private static Split draw(CaptionDataset all, double share, DataFiles data, long seed) throws DataFileException {
        try {
            return Split.byImage(all, share, seed);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(DataFiles.names(data.captions()) + ": a share of " + share + " of "
                    + Formats.count(all.images().size(), "image")
                    + " leaves nothing to train or to validate on: give more, or --validation-captions", e);
        }
    }

    /** One id must not name two images. */
    private static void requireOneCollection(CaptionDataset all, CaptionDataset validation, DataFiles data,
            List<Path> validationFiles) throws DataFileException {
        List<Path> files = new ArrayList<>(data.captions());
        files.addAll(validationFiles);
        DataFiles.concat(List.of(all, validation), files);
    }

    private static Set<Long> ids(CaptionDataset dataset) {
        return dataset.images().stream().map(ImageRecord::id).collect(Collectors.toSet());
    }
}
