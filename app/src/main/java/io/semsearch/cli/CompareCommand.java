package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Several models side by side. */
@Command(name = "compare",
        description = "Show models side by side: what was measured in training, time, size, and the options that differ.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch compare plain wide", "  semsearch compare models/* --format json",
                "%nThe metrics are those on each model's own validation images, and can be",
                "compared where these are the same. 'semsearch evaluate' measures a model on",
                "any captioned set."})
final class CompareCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "COLLECTION", description = "Folders of collections with a model.")
    private List<Path> collections = List.of();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        List<ModelManifest> models = new ArrayList<>();
        for (Path collection : collections) {
            if (!Files.exists(collection)) {
                throw new NoSuchFileException(collection.toString());
            }
            models.add(ModelReader.readManifest(collection.resolve(ModelArtifact.FOLDER)));
        }
        ModelComparison comparison = new ModelComparison(collections, models);
        if (comparison.isOnDifferentSets()) {
            console.note("the models were measured on different numbers of images or captions: their metrics cannot be "
                    + "compared; measure them with 'semsearch evaluate' on one set");
        }
        console.out().println(format.isJson() ? comparison.json() : comparison.text());
        console.out().flush();
        return ExitCode.OK;
    }
}
