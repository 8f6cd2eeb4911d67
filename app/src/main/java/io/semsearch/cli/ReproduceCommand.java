package io.semsearch.cli;

import io.semsearch.experiment.Experiment;
import io.semsearch.experiment.ExperimentReader;
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

/** An experiment's file to its metrics, held against what was expected. */
@Command(name = "reproduce",
        description = "Run an experiment's commands, and compare what they measure with what its file expects. Exits with 3 "
                + "if a metric is not as expected.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch reproduce experiments/postcards.yaml",
                "  semsearch reproduce experiments/flickr8k.yaml --data mydata \\",
                "      --table table.md",
                "%nThe file's format is in docs/formats.md, under Experiments."})
final class ReproduceCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The experiment, in YAML.")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "DIR",
            description = "What $${data} stands for in the file. Default: $SEMSEARCH_REAL_DATA.")
    private @Nullable Path data;

    @Option(names = "--work", paramLabel = "DIR",
            description = "What $${work} stands for: kept, and new or empty. Default: a temporary folder.")
    private @Nullable Path work;

    @Option(names = "--only", paramLabel = "NAME", description = "Only this run; may be given several times.")
    private List<String> only = List.of();

    @Option(names = "--table", paramLabel = "F.md", description = "Also write the metrics as a table in Markdown.")
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

    /** Before hours of work are for nothing. */
    private void requireTable() throws IOException {
        if (table != null) {
            Path folder = table.toAbsolutePath().getParent();
            if (Files.isDirectory(table) || folder == null) {
                throw new IOException(table + ": expected a file's name, found a folder");
            }
            Folders.makeWritable(folder);
        }
    }

    private int run(Experiment experiment) throws IOException {
        Console console = Console.of(spec);
        ExperimentResult result = new ExperimentRunner(experiment, file, format.isJson(), spec).run();
        if (table != null) {
            Files.writeString(table, result.markdown());
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
