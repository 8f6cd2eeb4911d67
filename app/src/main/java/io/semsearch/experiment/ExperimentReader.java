package io.semsearch.experiment;

import io.semsearch.experiment.Experiment.Command;
import io.semsearch.experiment.Experiment.Metric;
import io.semsearch.experiment.Experiment.Run;
import io.semsearch.experiment.Experiment.Unit;
import io.semsearch.experiment.YamlValue.Mapping;
import io.semsearch.experiment.YamlValue.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an experiment from its YAML file, as {@code docs/formats.md} specifies it. */
public final class ExperimentReader {

    private static final String DATA = Variables.DATA;
    private static final String WORK = "work";
    private static final String RUN = "run";

    private final Path work;
    private final Variables variables;

    private ExperimentReader(Path work, Variables variables) {
        this.work = work;
        this.variables = variables;
    }

    /** Reads a file, all variables replaced.
     *
     * @param data the folder that <code>${data}</code> stands for; without one, an experiment that needs it is refused
     * @param work the folder that <code>${work}</code> stands for; <code>${run}</code> is the run's own in it
     * @throws ExperimentFileException  if the file is no experiment
     * @throws IllegalArgumentException if it needs a folder of data and there is none */
    public static Experiment read(Path file, Optional<Path> data, Path work) throws IOException {
        Mapping root = YamlReader.read(file).mapping("an experiment");
        root.allow(Set.of("title", "description", "variables", "setup", "steps", "metrics", "runs"));
        Map<String, String> folders = new LinkedHashMap<>(Map.of(WORK, work.toString()));
        data.ifPresent(folder -> folders.put(DATA, folder.toString()));
        Variables variables = new Variables(folders, texts(root.get("variables")));
        return new ExperimentReader(work, variables).experiment(root);
    }

    private Experiment experiment(Mapping root) throws IOException {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, YamlValue> metric : root.get("metrics").mapping("metrics by name").entries()
                .entrySet()) {
            metrics.put(metric.getKey(), metric(metric.getValue()));
        }
        return new Experiment(root.get("title").required("a title").text(),
                root.get("description").optional("a description").text().strip(),
                commands(root.get("setup"), variables), metrics, runs(root, metrics));
    }

    private List<Run> runs(Mapping root, Map<String, Metric> metrics) throws ExperimentFileException {
        List<Run> runs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlValue item : root.get("runs").items("runs")) {
            Mapping run = item.mapping("a run: name, variables, steps, expect");
            run.allow(Set.of("name", "variables", "steps", "expect"));
            Scalar name = run.get("name").required("the run's name");
            if (!name.text().matches("[\\w-][\\w.-]*")) {
                throw name.place().error("a run's name is that of a folder, of letters, digits, '-', '_' and '.'; got '"
                        + name.text() + "'");
            }
            if (!names.add(name.text())) {
                throw name.place().error("two runs are named '" + name.text() + "'");
            }
            runs.add(run(run, name.text(), run.entries().containsKey("steps") ? run : root, metrics));
        }
        if (runs.isEmpty()) {
            throw root.place().error("expected runs, found none");
        }
        return runs;
    }

    private Run run(Mapping run, String name, Mapping steps, Map<String, Metric> metrics)
            throws ExperimentFileException {
        Variables own = variables.with(texts(run.get("variables")), Map.of(RUN, work.resolve(name).toString()));
        List<Command> commands = commands(steps.get("steps"), own);
        if (commands.isEmpty()) {
            throw run.place().error("the run '" + name + "' has no steps, nor has the experiment");
        }
        for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
            if (metric.getValue().step() > commands.size()) {
                throw run.place().error("the metric '" + metric.getKey() + "' is of step " + metric.getValue().step()
                        + ", the run '" + name + "' has " + commands.size());
            }
        }
        Map<String, Expectation> expectations = new LinkedHashMap<>();
        for (Map.Entry<String, YamlValue> entry : run.get("expect").mapping("expectations by metric").entries()
                .entrySet()) {
            if (!metrics.containsKey(entry.getKey())) {
                throw entry.getValue().place().error(
                        "expected a metric among " + metrics.keySet() + ", found '" + entry.getKey() + "'");
            }
            expectations.put(entry.getKey(), expectation(entry.getValue()));
        }
        return new Run(name, commands, expectations);
    }

    private static List<Command> commands(YamlValue value, Variables variables) throws ExperimentFileException {
        List<Command> commands = new ArrayList<>();
        for (YamlValue item : value.items("commands")) {
            Scalar line = item.required("a command");
            commands.add(new Command(line.place().line(), variables.words(line)));
        }
        return commands;
    }

    private static Metric metric(YamlValue value) throws ExperimentFileException {
        Mapping metric = value instanceof Scalar pointer
                ? new Mapping(pointer.place(), Map.of("pointer", pointer))
                : value.mapping("a metric: pointer, step, unit");
        metric.allow(Set.of("pointer", "step", "unit"));
        Scalar pointer = metric.get("pointer").required("a JSON pointer such as /textToImage/recallAt10");
        if (!pointer.text().startsWith("/")) {
            throw pointer.place().error("expected a JSON pointer such as /textToImage/recallAt10, found '"
                    + pointer.text() + "'");
        }
        Scalar step = metric.get("step").optional("a step's number");
        if (!step.text().matches("|[1-9]\\d{0,2}")) {
            throw step.place().error("expected a step's number, 1 or more, found '" + step.text() + "'");
        }
        Scalar unit = metric.get("unit").optional("a unit");
        return new Metric(step.text().isEmpty() ? 0 : Integer.parseInt(step.text()), pointer.text(),
                switch (unit.text().toLowerCase(Locale.ROOT)) {
                    case "", "number" -> Unit.NUMBER;
                    case "percent" -> Unit.PERCENT;
                    case "seconds" -> Unit.SECONDS;
                    default -> throw unit.place().error(
                            "expected number, percent or seconds, found '" + unit.text() + "'");
                });
    }

    private static Expectation expectation(YamlValue value) throws ExperimentFileException {
        Mapping expected = value.mapping("value and tolerance, at-least or at-most");
        expected.allow(Set.of("value", "tolerance", "at-least", "at-most"));
        Set<String> names = expected.entries().keySet();
        if (names.equals(Set.of("value", "tolerance"))) {
            double tolerance = number(expected.get("tolerance"));
            if (tolerance < 0) {
                throw expected.get("tolerance").place().error("a tolerance must be >= 0, got " + tolerance);
            }
            return new Expectation.Within(number(expected.get("value")), tolerance);
        }
        if (names.equals(Set.of("at-least"))) {
            return new Expectation.AtLeast(number(expected.get("at-least")));
        }
        if (names.equals(Set.of("at-most"))) {
            return new Expectation.AtMost(number(expected.get("at-most")));
        }
        throw expected.place().error(
                "expected value and tolerance, or at-least, or at-most, found " + names.stream().sorted().toList());
    }

    private static double number(YamlValue value) throws ExperimentFileException {
        Scalar scalar = value.required("a number");
        try {
            double number = Double.parseDouble(scalar.text());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like numbers that are not finite
        }
        throw scalar.place().error("expected a number, found '" + scalar.text() + "'");
    }

    private static Map<String, Scalar> texts(YamlValue value) throws ExperimentFileException {
        Map<String, Scalar> texts = new LinkedHashMap<>();
        for (Map.Entry<String, YamlValue> entry : value.mapping("variables by name").entries().entrySet()) {
            if (Set.of(DATA, WORK, RUN).contains(entry.getKey())) {
                throw entry.getValue().place().error("'" + entry.getKey() + "' is given by the program");
            }
            texts.put(entry.getKey(), entry.getValue().optional("the variable's value"));
        }
        return texts;
    }
}
