package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelReader;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.ImageSearcher;
import io.semsearch.search.IndexInfo;
import java.io.IOException;
import java.nio.file.Files;
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
        description = "Tell what the collection holds: its model and how it was trained, its index. Checks the model's files.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch info -c coco", "  semsearch info --format json"})
final class InfoCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Path folder = collection.existing();
        Path modelFolder = folder.resolve(ModelArtifact.FOLDER);
        ModelReader.verify(modelFolder);
        ModelManifest model = ModelReader.readManifest(modelFolder);
        Optional<IndexInfo> index = Optional.empty();
        if (Files.exists(folder.resolve(IndexSchema.FOLDER))) {
            try (ImageSearcher searcher = ImageSearcher.open(folder)) {
                index = Optional.of(searcher.info());
            }
        }
        console.out().println(format.isJson() ? json(model, index) : text(folder, model, index));
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
                index      %s""", folder, model.fingerprint().substring(0, 12), model.createdBy(),
                Formats.bytes(modelBytes), model.featureDimension(), model.encoder(), model.semanticDimension(),
                model.documents(), list(model.training()), list(model.metrics()),
                index.map(InfoCommand::describe).orElse("none: run 'semsearch index'"));
    }

    private static String list(Map<String, Object> values) {
        return new TreeMap<>(values).entrySet().stream().map(entry -> entry.getKey() + " " + shorten(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String shorten(Object value) {
        return value instanceof Double number
                ? Formats.decimal(number)
                : String.valueOf(value);
    }

    private static String describe(IndexInfo index) {
        return Formats.text("%s; segments: %d; deleted documents: %,d; %s on disk; m %d, efConstruction %d",
                Formats.count(index.images(), "image"), index.segments(), index.deletedDocuments(),
                Formats.bytes(index.bytes()), index.manifest().hnsw().m(),
                index.manifest().hnsw().efConstruction());
    }
}
