package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.DataOptions;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.PhotoFolderOption;
import io.semsearch.cli.options.PhotoOptions;
import io.semsearch.cli.options.WriteCaptionsOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.PhotosOutput;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.indexer.IndexReport;
import io.semsearch.indexer.PutReport;
import io.semsearch.operations.Formats;
import io.semsearch.operations.indexing.AddImages;
import io.semsearch.operations.photos.AddPhotos;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Images into an index that is there. */
@Command(name = "add",
        description = "Add photos to the collection's index: files and folders of photos, which are encoded as the index "
                + "was, or captions with features, in one atomic change that replaces photos with the same ids.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch add -c mine ~/Pictures/new beach.jpg",
                "  semsearch add -c mine holidays.zip",
                "  semsearch add -c mine ~/Pictures --sync --exclude raw",
                "  semsearch add -c mine --captions new.json --features new.npy",
                "  semsearch add -c mine --captions new.json --features new.npy --images photos/"})
public final class AddCommand implements Callable<Integer> {

    private static final String CAPTIONS = "--captions";
    private static final String FEATURES = "--features";

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private PhotoFolderOption images = new PhotoFolderOption();

    @Mixin
    private PhotoOptions photos = new PhotoOptions();

    @Parameters(arity = "0..*", paramLabel = "PATH",
            description = "Photos, folders of photos, and archives of them (zip, tar, tar.gz), which are unpacked into the "
                    + "collection. A file NAME.txt beside NAME.jpg has its captions, one a line.")
    private List<Path> paths = List.of();

    @Mixin
    private WriteCaptionsOption captions = new WriteCaptionsOption();

    @Spec
    private CommandSpec spec;

    /** The command, whose captions and features are only required without photos. Each {@code --captions} takes one
     * file here, so that it leaves the paths after it alone. */
    public static CommandSpec spec() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(AddCommand.class);
        for (String name : List.of(CAPTIONS, FEATURES)) {
            OptionSpec option = spec.findOption(name);
            spec.remove(option);
            spec.addOption(OptionSpec.builder(option).required(false).arity("1").build());
        }
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        captions.check(collection.collection());
        if (!paths.isEmpty()) {
            return addPhotos(console);
        }
        requireFiles();
        AddImages.Result result = AddImages
                .run(new AddImages.Options(collection.collection(), data.files(), images.folder()), console);
        captions.write(collection.collection(), console);
        print(console, result.report(), result.took());
        return ExitCode.OK;
    }

    private int addPhotos(Console console) throws IOException {
        if (data.hasFeatures()) {
            throw new IllegalArgumentException("--features belong to --captions alone: photos are encoded, so name "
                    + "either them or features");
        }
        AddPhotos.Result result = AddPhotos.run(photos.options(collection.collection(), paths, data.captions()),
                console);
        captions.write(collection.collection(), console);
        return new PhotosOutput(collection.collection().index(), result).print(console, format.isJson(),
                photos.isStrict());
    }

    private void requireFiles() {
        List<String> missing = new ArrayList<>();
        if (data.captions().isEmpty()) {
            missing.add("'" + CAPTIONS + "=F'");
        }
        if (!data.hasFeatures()) {
            missing.add("'" + FEATURES + "=F'");
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("name photos, or the missing required option" + (missing.size() == 1
                    ? ""
                    : "s") + ": " + String.join(", ", missing));
        }
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
                    .put("imagesWithoutPicture", all.imagesWithoutFile())
                    .put("seconds", took.toMillis() / 1000.0)));
        } else {
            console.out().println(Formats.text("""
                    index    %s
                    added    %s, in %s
                    replaced %s
                    left out %s without features, %,d with features that are all 0, features of %s without captions
                    files    %,d found here; %,d photos known by URL or not at all""", index,
                    Formats.count(report.added(), "image"), Formats.duration(took),
                    Formats.count(report.replaced(), "image"),
                    Formats.count(all.imagesWithoutFeatures(), "image"), all.imagesWithoutDirection(),
                    Formats.count(all.featuresWithoutImage(), "image"), all.images() - all.imagesWithoutFile(),
                    all.imagesWithoutFile()));
        }
        console.out().flush();
    }
}
