package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.datasets.DataFileException;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.RemoveReport;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Images out of an index. */
@Command(name = "remove",
        description = "Take images out of the collection's index, all at once. Their files and those of the model stay.",
        footerHeading = "%nExamples:%n", footer = {"  semsearch remove 42", "  semsearch remove -c mine 42 43 44"})
final class RemoveCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(arity = "1", index = "0..*", paramLabel = "ID",
            description = "The images' numbers, as search and show tell them.")
    private List<Long> imageIds = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path index = collection.existing().resolve(IndexSchema.FOLDER);
        ModelArtifact model = ModelReader.read(collection.folder().resolve(ModelArtifact.FOLDER));
        RemoveReport report;
        try (ImageCollection images = ImageCollection.open(collection.folder(), model, List.of())) {
            report = images.remove(imageIds);
        }
        if (report.removed().isEmpty()) {
            throw new DataFileException(index + ": nothing to remove, it does not have " + told(report.unknown())
                    + ": search and show tell the numbers of those it has");
        }
        Console console = Console.of(spec);
        Calibration.check(collection.folder(), model, console);
        print(console, index, report);
        return ExitCode.OK;
    }

    private void print(Console console, Path index, RemoveReport report) {
        if (format.isJson()) {
            ObjectNode json = ResultJson.object().put("index", index.toString());
            report.removed().forEach(json.putArray("removed")::add);
            report.unknown().forEach(json.putArray("unknown")::add);
            console.out().println(ResultJson.print(json));
        } else {
            console.out().println(Formats.text("index    %s%nremoved  %s", index, told(report.removed())));
            if (!report.unknown().isEmpty()) {
                console.out().println(Formats.text("unknown  %s", told(report.unknown())));
            }
        }
        console.out().flush();
    }

    /** {@code 2 images: 42, 43}. */
    private static String told(List<Long> ids) {
        String shown = ids.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return Formats.text("%s: %s", Formats.count(ids.size(), "image"), shown)
                + (ids.size() > SHOWN ? Formats.text(" and %,d more", ids.size() - SHOWN) : "");
    }
}
