package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.ImageIdConverter;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.cli.reports.Gallery;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.operations.Formats;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.local.ImageSearcher;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Images by id. */
@Command(name = "show",
        description = "Show photos of the collection with their captions, or write a web page that shows them "
                + "(--gallery, --open).",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch show 42 43", "  semsearch show 42 43 --gallery photos.html", "  semsearch show 42 --open",
                "  semsearch show --random 12 --open"})
public final class ShowCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--gallery", paramLabel = "F.html", description = "Write a web page that shows the photos.")
    private @Nullable Path gallery;

    @Option(names = "--open", description = "Open that page in the browser.")
    private boolean open;

    @Option(names = "--random", paramLabel = "N", description = "Show N random photos.")
    private @Nullable Integer random;

    // not converted by picocli, which would call a wrong id unexpected since ids are optional
    @Parameters(arity = "0..1", index = "0..*", paramLabel = "ID", description = "The ids of the photos.")
    private List<String> ids = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Long> imageIds = ids.stream().map(ImageIdConverter::parse).toList();
        if (imageIds.isEmpty() == (random == null) || (random != null && random < 1)) {
            throw new IllegalArgumentException(
                    "name photos by their numbers, or take any with --random N, N at least 1");
        }
        Console console = Console.of(spec);
        List<IndexedImage> images = new ArrayList<>();
        try (ImageSearcher searcher = ImageSearcher.open(collection.existing())) {
            for (long id : imageIds) {
                images.add(searcher.find(id).orElseThrow(() -> new UnknownImageException(id, searcher.size())));
            }
            images.addAll(searcher.sample(random == null ? 0 : random, System.nanoTime()));
        }
        if (gallery != null || open) {
            Path page = gallery != null ? gallery : collection.folder().resolve("reports").resolve("show.html");
            new Gallery(page, "Photos").images("Photos", images).write();
            console.note("gallery: %s", page.toUri());
            if (open) {
                openInBrowser(console, page);
            }
        }
        console.out().println(format.isJson() ? ResultJson.print(ResultJson.of(images)) : text(images));
        console.out().flush();
        return ExitCode.OK;
    }

    private static void openInBrowser(Console console, Path page) throws IOException {
        if (GraphicsEnvironment.isHeadless() || !Desktop.isDesktopSupported()
                || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            console.note("no browser can be opened from here: open the page yourself");
            return;
        }
        Desktop.getDesktop().browse(page.toUri());
    }

    private static String text(List<IndexedImage> images) {
        List<String> lines = new ArrayList<>();
        for (IndexedImage image : images) {
            lines.add("image " + image.id());
            if (!image.fileName().isEmpty()) {
                lines.add("  name     " + Formats.line(image.fileName()));
            }
            image.file().ifPresent(file -> lines.add("  file     " + Formats.line(file.toString())));
            if (!image.url().isEmpty()) {
                lines.add("  url      " + Formats.line(image.url()));
            }
            lines.addAll(shot(image.shot()));
            image.captions().forEach(caption -> lines.add("  caption  " + Formats.line(caption)));
            image.generated().ifPresent(caption -> lines.add("  generated caption  " + Formats.line(caption)));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** What the camera wrote into the file. */
    static List<String> shot(PhotoRecord.Shot shot) {
        List<String> lines = new ArrayList<>();
        shot.taken().ifPresent(time -> lines.add("  taken    " + Formats.minute(time)));
        if (!shot.camera().isEmpty()) {
            lines.add("  camera   " + Formats.line(shot.camera()));
        }
        shot.place().ifPresent(place -> lines
                .add(Formats.text("  place    %.5f, %.5f", place.latitude(), place.longitude())));
        return lines;
    }
}
