package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.OptimizeReport;
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
import tools.jackson.databind.node.ObjectNode;

/** Many segments to one. */
@Command(name = "optimize",
        description = "Make the collection's index one segment without deleted documents, after many changes, and measure "
                + "it: searches are fastest then. Searches go on meanwhile. Takes as much room again as the index, until ten minutes later "
                + "it is changed.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch optimize -c mine", "  semsearch optimize -c mine --format json"})
final class OptimizeCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        ModelArtifact model = ModelReader.read(collection.existing().resolve(ModelArtifact.FOLDER));
        long start = System.nanoTime();
        OptimizeReport report;
        try (ImageCollection images = ImageCollection.open(collection.folder(), model, List.of())) {
            report = images.optimize(console.progress());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Calibration.measure(collection.folder(), model, console);
        print(console, report, took);
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
