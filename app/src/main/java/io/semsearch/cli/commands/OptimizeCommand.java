package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.indexer.OptimizeReport;
import io.semsearch.operations.Formats;
import io.semsearch.operations.indexing.OptimizeIndex;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Many segments to one. */
@Command(name = "optimize",
        description = "Merge the collection's index into one segment without deleted photos, and measure it: "
                + "searches are fastest then. Useful after many changes; searches can run meanwhile. The "
                + "index takes twice its disk space until the first change after ten minutes.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch optimize -c mine", "  semsearch optimize -c mine --format json"})
public final class OptimizeCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        OptimizeIndex.Result result = OptimizeIndex.run(collection.collection(), console);
        print(console, result.report(), result.took());
        return ExitCode.OK;
    }

    private void print(Console console, OptimizeReport report, Duration took) {
        Path index = collection.folder().resolve(IndexSchema.FOLDER);
        OptimizeReport.State before = report.before();
        OptimizeReport.State after = report.after();
        if (format.isJson()) {
            ObjectNode json = ResultJson.object().put("index", index.toString()).put("images", report.images());
            json.set("before", ResultJson.tree(before));
            json.set("after", ResultJson.tree(after));
            console.out().println(ResultJson.print(json.put("seconds", took.toMillis() / 1000.0)));
        } else {
            console.out().println(Formats.text("""
                    index    %s
                    images   %,d, in %s
                    segments %d, before %d
                    deleted  %s, before %,d
                    size     %s, before %s""", index, report.images(), Formats.duration(took), after.segments(),
                    before.segments(), Formats.count(after.deletedDocuments(), "document"),
                    before.deletedDocuments(), Formats.bytes(after.bytes()), Formats.bytes(before.bytes())));
        }
        console.out().flush();
    }
}
