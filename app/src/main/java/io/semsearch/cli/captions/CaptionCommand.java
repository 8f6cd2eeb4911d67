package io.semsearch.cli.captions;

import io.semsearch.captioning.CaptionOptions;
import io.semsearch.captioning.WrittenCaption;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.ImageIdConverter;
import io.semsearch.cli.options.PhotoOptions;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.cli.reports.Gallery;
import io.semsearch.operations.Formats;
import io.semsearch.operations.captioning.WriteCaptions;
import io.semsearch.operations.captioning.WriteCaptions.Captioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Photos to captions: {@link WriteCaptions} on the command line. */
@Command(name = "caption",
        description = "Write captions for photos, of the collection or any photo files, with the collection's captioner. "
                + "Each word has its probability after the words before it.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch caption -c flickr 42 43", "  semsearch caption -c flickr beach.jpg --alternatives 3",
                "  semsearch caption -c flickr *.jpg --rerank --gallery captions.html",
                "%n'semsearch captioner train' makes a captioner."})
public final class CaptionCommand implements Callable<Integer> {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--beam", paramLabel = "N",
            description = "Beginnings of captions that are followed at once. Default: ${DEFAULT-VALUE}.")
    private int beam = CaptionOptions.DEFAULT.beam();

    @Option(names = "--alternatives", paramLabel = "N",
            description = "Captions to print for each photo, at most as many as --beam. Default: ${DEFAULT-VALUE}.")
    private int alternatives = 1;

    @Option(names = "--rerank",
            description = "Order captions by their similarity with the photo, as the collection's model sees both.")
    private boolean rerank;

    @Option(names = "--gallery", paramLabel = "F.html", description = "Also write a web page that shows the photos.")
    private @Nullable Path gallery;

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(arity = "1..*", paramLabel = "ID|PHOTO",
            description = "Ids of photos of the collection, and photo files; ./42 for a file whose name is a number.")
    private List<String> given = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (alternatives < 1 || alternatives > beam) {
            throw new IllegalArgumentException(
                    "--alternatives must be 1 to " + beam + ", as many as --beam, got " + alternatives);
        }
        Console console = Console.of(spec);
        List<Captioned> written = WriteCaptions.run(options(), console);
        if (gallery != null) {
            new Gallery(gallery, "Written captions").captioned("Photos", written, alternatives).write();
            console.note("gallery: %s", gallery.toUri());
        }
        if (format.isJson()) {
            console.out().println(json(written));
        } else {
            written.forEach(photo -> print(photo, console));
        }
        console.out().flush();
        return ExitCode.OK;
    }

    private WriteCaptions.Options options() throws IOException {
        List<Long> ids = new ArrayList<>();
        List<Path> photos = new ArrayList<>();
        for (String photo : given) {
            if (NUMBER.matcher(photo).matches()) {
                ids.add(ImageIdConverter.parse(photo));
                continue;
            }
            Path file = Path.of(photo);
            if (!Files.exists(file)) {
                throw new NoSuchFileException(photo, null,
                        "expected the id of a photo of the collection, or a photo file");
            }
            photos.add(file);
        }
        return new WriteCaptions.Options(collection.collection(), ids, photos, CaptionOptions.DEFAULT.withBeam(beam),
                rerank, PhotoOptions.encoders());
    }

    private void print(Captioned photo, Console console) {
        photo.captions().stream().limit(alternatives).forEach(caption -> {
            console.out().println(photo.photo() + "  " + caption.text());
            console.out().println("  " + IntStream.range(0, caption.words().size())
                    .mapToObj(word -> Formats.text("%s %.2f", caption.words().get(word),
                            caption.probabilities().get(word)))
                    .collect(Collectors.joining("  ")));
        });
    }

    private String json(List<Captioned> written) {
        ObjectNode json = ResultJson.object();
        ArrayNode photos = json.putArray("photos");
        for (Captioned photo : written) {
            ArrayNode captions = photos.addObject().put("photo", photo.photo())
                    .put("generatedCaption", photo.best().text()).putArray("captions");
            for (WrittenCaption caption : photo.captions().subList(0,
                    Math.min(alternatives, photo.captions().size()))) {
                ObjectNode entry = captions.addObject().put("text", caption.text()).put("score", caption.score());
                entry.set("words", ResultJson.tree(caption.words()));
                entry.set("probabilities", ResultJson.tree(caption.probabilities()));
            }
        }
        return ResultJson.print(json);
    }
}
