package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.DataOptions;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.PhotoFolderOption;
import io.semsearch.cli.options.WriteCaptionsOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.indexer.IndexReport;
import io.semsearch.operations.Formats;
import io.semsearch.operations.indexing.IndexImages;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A model and images to an index. */
@Command(name = "index",
        description = "Write the semantic vector and the features of every photo to the collection's Lucene "
                + "index. It replaces an earlier index atomically.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch index -c coco --captions captions_train2014.json \\",
                "      --features resnet18_features.pkl",
                "  semsearch index -c mine --captions all.json --features clip.npy --images photos/"})
public final class IndexCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private PhotoFolderOption images = new PhotoFolderOption();

    @Option(names = "--m", paramLabel = "N",
            description = "Neighbours of each node of the graph: more give better recall and take more memory. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int m = HnswParameters.DEFAULT.m();

    @Option(names = "--ef-construction", paramLabel = "N",
            description = "Candidates kept while the graph is built. Default: ${DEFAULT-VALUE}.")
    private int efConstruction = HnswParameters.DEFAULT.efConstruction();

    @Option(names = "--threads", paramLabel = "N",
            description = "Threads that build the graph; the index is the same for any number. Default: one per "
                    + "processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private WriteCaptionsOption captions = new WriteCaptionsOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        captions.check(collection.collection());
        IndexImages.Result result = IndexImages.run(new IndexImages.Options(collection.collection(), data.files(),
                images.folder(), new HnswParameters(m, efConstruction), threads), console);
        captions.write(collection.collection(), console);
        print(console, result.report(), result.took());
        return ExitCode.OK;
    }

    private void print(Console console, IndexReport report, Duration took) {
        Path index = collection.folder().resolve(IndexSchema.FOLDER);
        if (format.isJson()) {
            console.out().println(ResultJson.print(ResultJson.object().put("index", index.toString())
                    .put("images", report.images()).put("imagesWithoutFeatures", report.imagesWithoutFeatures())
                    .put("imagesWithoutDirection", report.imagesWithoutDirection())
                    .put("featuresWithoutImage", report.featuresWithoutImage())
                    .put("imagesWithoutPicture", report.imagesWithoutFile())
                    .put("seconds", took.toMillis() / 1000.0)));
        } else {
            console.out().println(Formats.text("""
                    index    %s
                    images   %,d, in %s
                    left out %s without features, %,d with features that are all 0, features of %s without captions
                    files    %,d found here; %,d photos known by URL or not at all""", index, report.images(),
                    Formats.duration(took), Formats.count(report.imagesWithoutFeatures(), "image"),
                    report.imagesWithoutDirection(), Formats.count(report.featuresWithoutImage(), "image"),
                    report.images() - report.imagesWithoutFile(),
                    report.imagesWithoutFile()));
        }
        console.out().flush();
    }
}
