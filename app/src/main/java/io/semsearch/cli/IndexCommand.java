package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.DataFileException;
import io.semsearch.indexer.ImageIndexer;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.indexer.IndexReport;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A model and images to an index. */
@Command(name = "index",
        description = "Write every image's semantic vector and features into the collection's Lucene index, replacing an "
                + "earlier one at once.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch index -c coco --captions captions_train2014.json \\",
                "      --features resnet18_features.pkl",
                "  semsearch index -c mine --captions all.json --features clip.npy --images photos/"})
final class IndexCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private PictureFolderOption pictures = new PictureFolderOption();

    @Option(names = "--m", paramLabel = "N", defaultValue = "16",
            description = "Neighbours of a node of the graph: more finds better and takes more memory. Default: "
                    + "${DEFAULT-VALUE}.")
    private int m;

    @Option(names = "--ef-construction", paramLabel = "N", defaultValue = "100",
            description = "Candidates kept in view while the graph is built. Default: ${DEFAULT-VALUE}.")
    private int efConstruction;

    @Option(names = "--threads", paramLabel = "N",
            description = "Threads that link vectors; the index is the same with any number. Default: one for each "
                    + "processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        HnswParameters hnsw = new HnswParameters(m, efConstruction);
        List<Path> pictureFolders = pictures.folders(data);
        Path modelFolder = collection.existing().resolve(ModelArtifact.FOLDER);
        ModelReader.verify(modelFolder);
        ModelArtifact model = ModelReader.read(modelFolder);
        CaptionDataset captions = data.readCaptions(console.progress());
        ImageFeatures features = data.readFeatures(model.projection(), console.progress());
        long start = System.nanoTime();
        ImageIndexer indexer = new ImageIndexer(collection.folder(), model,
                new IndexOptions(hnsw, pictureFolders, Version.nameAndVersion(), threads));
        IndexReport report;
        try {
            report = indexer.index(captions, features, console.progress());
        } catch (IllegalArgumentException e) {
            throw new DataFileException(DataOptions.names(data.captionFiles()) + ", " + data.featuresFile() + ": "
                    + e.getMessage(), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Calibration.measure(collection.folder(), model, console);
        print(console, report, took);
        return ExitCode.OK;
    }

    private void print(Console console, IndexReport report, Duration took) {
        Path index = collection.folder().resolve(IndexSchema.FOLDER);
        if (format.isJson()) {
            console.out().println(ResultJson.print(ResultJson.object().put("index", index.toString())
                    .put("images", report.images()).put("imagesWithoutFeatures", report.imagesWithoutFeatures())
                    .put("imagesWithoutDirection", report.imagesWithoutDirection())
                    .put("featuresWithoutImage", report.featuresWithoutImage())
                    .put("imagesWithoutPicture", report.imagesWithoutPicture())
                    .put("seconds", took.toMillis() / 1000.0)));
        } else {
            console.out().println(Formats.text("""
                    index    %s
                    images   %,d, in %s
                    left out %s without features, %,d with features that are all 0, features of %s not told of
                    pictures %,d found here, %,d known by url or not at all""", index, report.images(),
                    Formats.duration(took), Formats.count(report.imagesWithoutFeatures(), "image"),
                    report.imagesWithoutDirection(), Formats.count(report.featuresWithoutImage(), "image"),
                    report.images() - report.imagesWithoutPicture(),
                    report.imagesWithoutPicture()));
        }
        console.out().flush();
    }
}
