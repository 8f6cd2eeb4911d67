package io.semsearch.server.browser;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.features.ExtractFeatures;
import io.semsearch.operations.indexing.IndexImages;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.postcards.PostcardSample;
import io.semsearch.postcards.PostcardSampleOptions;
import io.semsearch.postcards.PostcardSampleWriter;
import io.semsearch.progress.Progress;
import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Two collections with the same 520 postcards and the same model: one to search, with an ablation's table; one to change.
 *
 * @param postcards to search
 * @param album     to change
 * @param images    folder of the photo files */
record PostcardCollections(Path postcards, Path album, Path images) {

    /** As {@code reproduce --table} writes it. */
    private static final String ABLATION = """
            <!-- semsearch reproduce ablation.yaml -->
            | run | R@1 | R@10 | median rank |
            |---|---:|---:|---:|
            | hardest-pairs-1 | 19.2 % | 57.9 % | 7 |
            | images-infonce-1 | 22.4 % | 62.3 % | 6 |
            """;

    /** Draws, trains and indexes; some 20 seconds. */
    static PostcardCollections make(Path folder) throws IOException {
        PostcardSample sample = new PostcardSampleWriter().write(folder.resolve("sample"),
                PostcardSampleOptions.small(7), Progress.NONE);
        List<ImageRecord> images = new ArrayList<>(
                CaptionsReader.read(sample.trainingCaptions(), Progress.NONE).images());
        images.addAll(CaptionsReader.read(sample.testCaptions(), Progress.NONE).images());
        Path features = folder.resolve("features.safetensors");
        try (ImageEncoder encoder = new BuiltinImageEncoder()) {
            ExtractFeatures.run(new ExtractFeatures.Options(images, sample.images(), encoder, features, true),
                    OperationListener.NONE);
        }
        Path postcards = folder.resolve("postcards");
        DataFiles data = DataFiles.of(sample.trainingCaptions(), features);
        TrainModel.run(TrainModel.Options.of(postcards, data), TrainModel.Listener.NONE);
        IndexImages.run(new IndexImages.Options(new CollectionFolder(postcards), data, Optional.of(sample.images()),
                HnswParameters.DEFAULT, 1), OperationListener.NONE);
        Path album = copy(postcards, folder.resolve("album"));
        Files.writeString(postcards.resolve("reports").resolve("ablation.md"), ABLATION);
        return new PostcardCollections(postcards, album, sample.images());
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}
