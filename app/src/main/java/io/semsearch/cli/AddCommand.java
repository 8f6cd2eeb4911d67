package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.DataFileException;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.IndexReport;
import io.semsearch.indexer.PutReport;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Images into an index that is there. */
@Command(name = "add",
        description = "Add images to the collection's index, and replace those whose number is there. All of one call appear "
                + "at once, to searches that run too; where it fails, the index stays as it was.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch add -c mine --captions new.json --features new.npy",
                "  semsearch add -c mine --captions new.json --features new.npy --images photos/"})
final class AddCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private PictureFolderOption pictures = new PictureFolderOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        List<Path> pictureFolders = pictures.folders(data);
        Path modelFolder = collection.existing().resolve(ModelArtifact.FOLDER);
        ModelReader.verify(modelFolder);
        ModelArtifact model = ModelReader.read(modelFolder);
        long start;
        PutReport report;
        // opened before files are read, which may take a while: who cannot write is told at once
        try (ImageCollection images = ImageCollection.open(collection.folder(), model, pictureFolders)) {
            CaptionDataset captions = data.readCaptions(console.progress());
            ImageFeatures features = data.readFeatures(model.projection(), console.progress());
            start = System.nanoTime();
            report = images.put(captions, features, console.progress());
        } catch (IllegalArgumentException e) {
            throw new DataFileException(DataOptions.names(data.captionFiles()) + ", " + data.featuresFile() + ": "
                    + e.getMessage(), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Calibration.check(collection.folder(), model, console);
        print(console, report, took);
        return ExitCode.OK;
    }

    private void print(Console console, PutReport report, Duration took) {
        Path index = collection.folder().resolve(IndexSchema.FOLDER);
        IndexReport all = report.report();
        if (format.isJson()) {
            console.out().println(ResultJson.print(ResultJson.object().put("index", index.toString())
                    .put("added", report.added()).put("replaced", report.replaced())
                    .put("imagesWithoutFeatures", all.imagesWithoutFeatures())
                    .put("imagesWithoutDirection", all.imagesWithoutDirection())
                    .put("featuresWithoutImage", all.featuresWithoutImage())
                    .put("imagesWithoutPicture", all.imagesWithoutPicture())
                    .put("seconds", took.toMillis() / 1000.0)));
        } else {
            console.out().println(Formats.text("""
                    index    %s
                    added    %s, in %s
                    replaced %s
                    left out %s without features, %,d with features that are all 0, features of %s not told of
                    pictures %,d found here, %,d known by url or not at all""", index,
                    Formats.count(report.added(), "image"), Formats.duration(took),
                    Formats.count(report.replaced(), "image"),
                    Formats.count(all.imagesWithoutFeatures(), "image"), all.imagesWithoutDirection(),
                    Formats.count(all.featuresWithoutImage(), "image"), all.images() - all.imagesWithoutPicture(),
                    all.imagesWithoutPicture()));
        }
        console.out().flush();
    }
}
