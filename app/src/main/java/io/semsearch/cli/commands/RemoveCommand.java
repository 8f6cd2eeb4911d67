package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.ImageIdConverter;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.dataset.DataFileException;
import io.semsearch.indexer.RemoveReport;
import io.semsearch.operations.Formats;
import io.semsearch.operations.indexing.RemoveImages;
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
        description = "Remove photos from the collection's index, atomically. The files of the photos and the "
                + "model are kept.",
        footerHeading = "%nExamples:%n", footer = {"  semsearch remove 42", "  semsearch remove -c mine 42 43 44"})
public final class RemoveCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(arity = "1", index = "0..*", paramLabel = "ID", converter = ImageIdConverter.class,
            description = "The ids of the photos, as search and show print them.")
    private List<Long> imageIds = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Path index = collection.collection().index();
        RemoveReport report = RemoveImages.run(new RemoveImages.Options(collection.collection(), imageIds), console);
        if (report.removed().isEmpty()) {
            throw new DataFileException(index + ": nothing to remove, it does not have " + ids(report.unknown())
                    + ": 'semsearch search' prints the ids that it has");
        }
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
            console.out().println(Formats.text("index    %s%nremoved  %s", index, ids(report.removed())));
            if (!report.unknown().isEmpty()) {
                console.out().println(Formats.text("unknown  %s", ids(report.unknown())));
            }
        }
        console.out().flush();
    }

    /** {@code 2 images: 42, 43}. */
    private static String ids(List<Long> ids) {
        String shown = ids.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return Formats.text("%s: %s", Formats.count(ids.size(), "image"), shown)
                + (ids.size() > SHOWN ? Formats.text(" and %,d more", ids.size() - SHOWN) : "");
    }
}
