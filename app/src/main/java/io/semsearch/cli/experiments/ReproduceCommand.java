package io.semsearch.cli.experiments;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.files.AtomicFile;
import io.semsearch.operations.WritableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an experiment, and compares its metrics with what its file expects. */
@Command(name = "reproduce",
        description = "Run the commands of an experiment, and compare their measurements with those that its "
                + "file expects. Exits with 3 if a metric differs.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch reproduce experiments/postcards.yaml",
                "  semsearch reproduce experiments/flickr8k.yaml --data mydata \\",
                "      --table table.md",
                "%nThe file's format is in docs/formats.md, under Experiments."})
public final class ReproduceCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The experiment, in YAML.")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "DIR",
            description = "The folder that $${data} means in the file. Default: $SEMSEARCH_REAL_DATA.")
    private @Nullable Path data;

    @Option(names = "--work", paramLabel = "DIR",
            description = "The folder that $${work} means: new or empty; it is kept. Default: a temporary folder.")
    private @Nullable Path work;

    @Option(names = "--only", paramLabel = "NAME", description = "Run only this run; repeatable.")
    private List<String> only = List.of();

    @Option(names = "--table", paramLabel = "F.md",
            description = "Also write the metrics as a table in Markdown. The site shows the reports/ablation.md of a "
                    + "collection.")
    private @Nullable Path table;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        requireTable();
        try (WorkFolder folder = work != null ? WorkFolder.kept(work) : WorkFolder.temporary()) {
            return run(chosen(ExperimentReader.read(file, dataFolder(), folder.path())));
        }
    }

    /** Checks early that the table can be written: a run may take hours. */
    private void requireTable() throws IOException {
        if (table != null) {
            Path folder = table.toAbsolutePath().getParent();
            if (Files.isDirectory(table) || folder == null) {
                throw new IOException(table + ": expected a file's name, found a folder");
            }
            WritableFolder.make(folder, "name another with --table");
        }
    }

    private int run(Experiment experiment) throws IOException {
        Console console = Console.of(spec);
        ExperimentResult result = new ExperimentRunner(experiment, file, format.isJson(), spec).run();
        if (table != null) {
            AtomicFile.writeString(table, result.markdown());
            console.note("table: %s", table.toUri());
        }
        console.out().println(format.isJson() ? result.json() : result.text());
        console.out().flush();
        return result.isAsExpected() ? ExitCode.OK : ExitCode.DATA;
    }

    private Optional<Path> dataFolder() throws IOException {
        if (data != null && !Files.isDirectory(data)) {
            throw new NoSuchFileException(data.toString());
        }
        return Optional.ofNullable(data)
                .or(() -> Optional.ofNullable(System.getenv("SEMSEARCH_REAL_DATA")).filter(value -> !value.isBlank())
                        .map(Path::of))
                .map(folder -> folder.toAbsolutePath().normalize());
    }

    private Experiment chosen(Experiment experiment) {
        if (only.isEmpty()) {
            return experiment;
        }
        Set<String> names = new LinkedHashSet<>(experiment.runs().stream().map(Experiment.Run::name).toList());
        for (String name : only) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("--only: expected a run among " + names + ", got '" + name + "'");
            }
        }
        return experiment.only(Set.copyOf(only));
    }
}
