package io.semsearch.cli.commands;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.operations.Formats;
import io.semsearch.operations.inspection.DescribeCollection;
import io.semsearch.search.IndexInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** What a collection holds. */
@Command(name = "info",
        description = "Show what the collection holds: its model, how the model was trained, and its index. "
                + "Verifies the checksums of the model.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch info -c coco", "  semsearch info --format json"})
public final class InfoCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        DescribeCollection.Result found = DescribeCollection.run(collection.collection());
        console.out().println(format.isJson()
                ? json(found.model(), found.index())
                : text(collection.folder(), found.model(), found.index()));
        console.out().flush();
        return ExitCode.OK;
    }

    private static String json(ModelManifest model, Optional<IndexInfo> index) {
        ObjectNode json = ResultJson.object();
        json.set("model", ResultJson.tree(model));
        index.ifPresent(info -> json.set("index", ResultJson.tree(info)));
        return ResultJson.print(json);
    }

    private static String text(Path folder, ModelManifest model, Optional<IndexInfo> index) {
        long modelBytes = model.parts().values().stream().mapToLong(ModelManifest.Part::bytes).sum();
        return Formats.text("""
                collection %s
                model      %s, by %s, %s
                           %d features (encoder %s) to %d dimensions; words counted in %,d captions
                training   %s
                measured   %s
                index      %s""", folder, Formats.fingerprint(model.fingerprint()),
                Formats.line(model.createdBy()),
                Formats.bytes(modelBytes), model.featureDimension(), Formats.line(model.encoder().toString()),
                model.semanticDimension(),
                model.documents(), list(model.training()), list(model.metrics()),
                index.map(InfoCommand::describe).orElse("none: run 'semsearch index'"));
    }

    private static String list(Map<String, Object> values) {
        return new TreeMap<>(values).entrySet().stream()
                .map(entry -> Formats.line(entry.getKey()) + " " + shorten(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String shorten(Object value) {
        return value instanceof Double number
                ? Formats.decimal(number)
                : Formats.line(String.valueOf(value));
    }

    private static String describe(IndexInfo index) {
        return Formats.text("%s; segments: %d; deleted documents: %,d; %s on disk; m %d, efConstruction %d",
                Formats.count(index.images(), "image"), index.segments(), index.deletedDocuments(),
                Formats.bytes(index.bytes()), index.manifest().hnsw().m(),
                index.manifest().hnsw().efConstruction());
    }
}
