package io.semsearch.cli;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.Split;
import io.semsearch.datasets.DataFileException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which images are kept from training, to measure on. */
final class ValidationOptions {

    private static final double DEFAULT_SHARE = 0.2;

    @ArgGroup
    private @Nullable Choice choice;

    /** One of two. */
    private static final class Choice {

        @Option(names = "--validation-captions", arity = "1..*", paramLabel = "F",
                description = "Captions of the images to validate on; their features are in --features, too.")
        private List<Path> files = List.of();

        @Option(names = "--validation-share", paramLabel = "X", converter = ShareConverter.class,
                description = "Share of the images of --captions to validate on, drawn by --seed. Default: 0.2.")
        private @Nullable Double share;
    }

    /** Parts by image: an image told of in both files is validated on, and not trained on. */
    Split split(CaptionDataset all, DataOptions data, long seed, Console console) throws IOException {
        Progress progress = console.progress();
        if (choice == null || choice.files.isEmpty()) {
            Double share = choice == null ? null : choice.share;
            return drawn(all, share == null ? DEFAULT_SHARE : share, data, seed);
        }
        CaptionDataset validation = data.readCaptions(choice.files, progress);
        requireOneCollection(all, validation, data, choice.files);
        Set<Long> training = new HashSet<>(ids(all));
        training.removeAll(ids(validation));
        int shared = all.images().size() - training.size();
        if (shared > 0) {
            console.note("in both --captions and --validation-captions, and not trained on: %s",
                    Formats.count(shared, "image"));
        }
        return new Split(all.retainImages(training), validation);
    }

    private static Split drawn(CaptionDataset all, double share, DataOptions data, long seed)
            throws DataFileException {
        try {
            return Split.byImage(all, share, seed);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(DataOptions.names(data.captionFiles()) + ": a share of " + share + " of "
                    + Formats.count(all.images().size(), "image")
                    + " leaves nothing to train or to validate on: give more, or --validation-captions", e);
        }
    }

    /** One id must not stand for two images. */
    private static void requireOneCollection(CaptionDataset all, CaptionDataset validation, DataOptions data,
            List<Path> validationFiles) throws DataFileException {
        List<Path> files = new ArrayList<>(data.captionFiles());
        files.addAll(validationFiles);
        DataOptions.concat(List.of(all, validation), files);
    }

    private static Set<Long> ids(CaptionDataset dataset) {
        return dataset.images().stream().map(ImageRecord::id).collect(Collectors.toSet());
    }
}
