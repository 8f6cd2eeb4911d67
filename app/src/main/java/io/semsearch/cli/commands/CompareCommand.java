package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.ComparisonOutput;
import io.semsearch.cli.output.Console;
import io.semsearch.operations.evaluation.CompareModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares models: {@link CompareModels} on the command line. */
@Command(name = "compare",
        description = "Compare models side by side: their measurements after training, time, size, and the "
                + "options that differ.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch compare plain wide", "  semsearch compare models/* --format json",
                "%nThe metrics are those on each model's own validation images, and can be",
                "compared where these are the same. 'semsearch evaluate' measures a model on",
                "any captioned set."})
public final class CompareCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "COLLECTION", description = "Folders of collections with a model.")
    private List<Path> collections = List.of();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        ComparisonOutput output = new ComparisonOutput(
                CompareModels.run(new CompareModels.Options(collections), console));
        console.out().println(format.isJson() ? output.json() : output.text());
        console.out().flush();
        return ExitCode.OK;
    }
}
