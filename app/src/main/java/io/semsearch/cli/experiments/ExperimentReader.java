package io.semsearch.cli.experiments;

import io.semsearch.cli.experiments.Experiment.Command;
import io.semsearch.cli.experiments.Experiment.Metric;
import io.semsearch.cli.experiments.Experiment.Run;
import io.semsearch.cli.experiments.Experiment.Unit;
import io.semsearch.cli.experiments.ExperimentFile.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an experiment from its YAML file, as {@code docs/formats.md} specifies it. */
public final class ExperimentReader {

    private final Path path;
    private final ExperimentFile file;
    private final Path work;
    private final Variables variables;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    private ExperimentReader(Path path, ExperimentFile file, Optional<Path> data, Path work)
            throws ExperimentFileException {
        this.path = path;
        this.file = file;
        this.work = work;
        Map<String, String> folders = new LinkedHashMap<>(Map.of(Variables.WORK, work.toString()));
        data.ifPresent(folder -> folders.put(Variables.DATA, folder.toString()));
        this.variables = new Variables(path, folders, file.variables());
        file.metrics().forEach((name, metric) -> metrics.put(name,
                new Metric(metric.step().orElse(0), metric.pointer().toString(), metric.unit().orElse(Unit.NUMBER))));
    }

    /** Reads a file, all variables replaced.
     *
     * @param data the folder that <code>${data}</code> means; without one, an experiment that needs it is refused
     * @param work the folder that <code>${work}</code> means; <code>${run}</code> is the run's own in it
     * @throws ExperimentFileException  if the file is no experiment
     * @throws IllegalArgumentException if it needs a folder of data and there is none */
    public static Experiment read(Path file, Optional<Path> data, Path work) throws IOException {
        return new ExperimentReader(file, ExperimentFileReader.read(file), data, work).experiment();
    }

    private Experiment experiment() throws ExperimentFileException {
        if (file.title().text().isBlank()) {
            throw error(file.title(), "expected a title, found nothing");
        }
        List<Run> runs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ExperimentFile.Run run : file.runs()) {
            if (!names.add(run.name().text())) {
                throw error(run.name(), "two runs are named '" + run.name().text() + "'");
            }
            runs.add(run(run));
        }
        if (runs.isEmpty()) {
            throw new ExperimentFileException(path, 1, "expected runs, found none");
        }
        return new Experiment(file.title().text(), file.description().text().strip(),
                commands(file.setup(), variables), metrics, runs);
    }

    private Run run(ExperimentFile.Run run) throws ExperimentFileException {
        String name = run.name().text();
        if (!name.matches("[\\w-][\\w.-]*")) {
            throw error(run.name(), "a run's name is also that of its folder: expected letters, digits, '-', '_' and "
                    + "'.', found '" + name + "'");
        }
        List<Command> steps = commands(run.steps().isEmpty() ? file.steps() : run.steps(),
                variables.of(work.resolve(name), run.variables()));
        if (steps.isEmpty()) {
            throw error(run.name(), "the run '" + name + "' has no steps, nor has the experiment");
        }
        for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
            if (metric.getValue().step() > steps.size()) {
                throw error(run.name(), "the metric '" + metric.getKey() + "' is of step " + metric.getValue().step()
                        + ", the run '" + name + "' has " + steps.size());
            }
        }
        Map<String, Expectation> expectations = new LinkedHashMap<>();
        run.expect().forEach((metric, expected) -> expectations.put(metric, expected.expectation()));
        for (String metric : expectations.keySet()) {
            if (!metrics.containsKey(metric)) {
                throw error(run.name(), "run '" + name + "': expected a metric among " + metrics.keySet() + ", found '"
                        + metric + "'");
            }
        }
        return new Run(name, steps, expectations);
    }

    private static List<Command> commands(List<Text> lines, Variables variables) throws ExperimentFileException {
        List<Command> commands = new ArrayList<>();
        for (Text line : lines) {
            commands.add(new Command(line.line(), variables.words(line)));
        }
        return commands;
    }

    private ExperimentFileException error(Text at, String message) {
        return new ExperimentFileException(path, at.line(), message);
    }
}
