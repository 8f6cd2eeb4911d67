package io.semsearch.cli.encoders;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.StoreOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.encoder.onnx.Quality;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.Formats;
import io.semsearch.operations.encoders.ChangeQuality;
import io.semsearch.operations.features.ExtractFeatures;
import io.semsearch.operations.features.PhotoList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Encodes photos: {@link ExtractFeatures} on the command line. */
@Command(name = "extract",
        description = "Encode the photos of a folder into a file of features, for train, index and add. An "
                + "interrupted call goes on where it was.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch features extract --encoder mobilenetv2 --images photos -o f.safetensors",
                "  semsearch features extract --encoder mobilenetv2 --quality best --images photos \\",
                "      --captions captions.json -o f.npy"})
final class FeaturesExtractCommand implements Callable<Integer> {

    @Option(names = "--encoder", required = true, paramLabel = "NAME",
            description = "An installed encoder, or builtin-512-1.")
    private String encoder = "";

    @Option(names = "--quality", paramLabel = "fast|good|best",
            description = "Take less or more of the encoder's network than it was imported with. The encoder of that "
                    + "quality is installed beside it, as NAME-best.")
    private @Nullable Quality quality;

    @Option(names = "--images", required = true, paramLabel = "DIR", description = "Folder of the photos.")
    private Path images = Path.of("");

    @Option(names = "--captions", arity = "1..*", paramLabel = "F",
            description = "Encode the photos that these captions files list, under their ids. Without it: all "
                    + "photos of the folder; their list is written beside the features as NAME.json.")
    private List<Path> captions = List.of();

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "F",
            description = "File to write: NAME.safetensors, which names the encoder, or NAME.npy, with the ids in "
                    + "NAME_ids.npy.")
    private Path file = Path.of("");

    @Option(names = "--strict", description = "Fail if a photo cannot be read, in place of leaving it out.")
    private boolean strict;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        List<ImageRecord> photos = photos(console);
        String name = quality == null
                ? encoder
                : ChangeQuality.run(new ChangeQuality.Options(store.store(), encoder, quality), console);
        try (ImageEncoder opened = store.store().open(name)) {
            long start = System.nanoTime();
            ExtractFeatures.Result result = ExtractFeatures
                    .run(new ExtractFeatures.Options(photos, images, opened, file, strict), console);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Optional<Path> list = writeList(photos);
            result.skipped().forEach(reason -> console.note("left out: %s", reason));
            console.out().println(format.isJson() ? json(result, took) : text(result, took, list));
            console.out().flush();
        }
        return ExitCode.OK;
    }

    private List<ImageRecord> photos(Console console) throws IOException {
        if (captions.isEmpty()) {
            return PhotoList.of(images);
        }
        return new DataFiles(captions, file, Optional.empty(), DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES)
                .readImages(console).images();
    }

    private Optional<Path> writeList(List<ImageRecord> photos) throws IOException {
        if (!captions.isEmpty()) {
            return Optional.empty();
        }
        String name = file.getFileName().toString();
        Path list = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
        PhotoList.write(photos, list);
        return Optional.of(list);
    }

    private String text(ExtractFeatures.Result result, Duration took, Optional<Path> list) {
        return Formats.text("%s: %s, %,d values each, in %s (%.1f photos/s)%s%s%s", file,
                Formats.count(result.images(), "photo"), result.featureDimension(), Formats.duration(took),
                perSecond(result, took),
                result.resumed() == 0 ? "" : Formats.text("; %,d of an earlier call", result.resumed()),
                result.skipped().isEmpty() ? "" : Formats.text("; %,d left out", result.skipped().size()),
                list.map(path -> "; listed in " + path).orElse(""));
    }

    private static double perSecond(ExtractFeatures.Result result, Duration took) {
        return (result.images() - result.resumed()) * 1e9 / Math.max(1, took.toNanos());
    }

    private String json(ExtractFeatures.Result result, Duration took) {
        ObjectNode json = ResultJson.object().put("file", file.toString()).put("photos", result.images())
                .put("featureDimension", result.featureDimension()).put("resumed", result.resumed())
                .put("seconds", took.toMillis() / 1000.0).put("photosPerSecond", perSecond(result, took));
        ArrayNode skipped = json.putArray("leftOut");
        result.skipped().forEach(skipped::add);
        return ResultJson.print(json);
    }
}
