package io.semsearch.cli.experiments;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.InProcess;
import io.semsearch.cli.Main;
import io.semsearch.cli.output.Console;
import io.semsearch.operations.Formats;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the commands of an experiment one after the other, and prints each comparison as soon as it is made. */
final class ExperimentRunner {

    private static final String FORMAT = "--format";

    private final Experiment experiment;
    private final Path file;
    private final boolean quiet;
    private final CommandSpec spec;
    private final Console console;

    /** @param quiet true to print no comparisons: stdout is for the final result alone */
    ExperimentRunner(Experiment experiment, Path file, boolean quiet, CommandSpec spec) {
        this.experiment = experiment;
        this.file = file;
        this.quiet = quiet;
        this.spec = spec;
        this.console = Console.of(spec);
    }

    /** Runs everything; the other runs continue if one fails.
     *
     * @throws IOException if a line is not a command, which is checked before anything runs, or if the setup fails */
    ExperimentResult run() throws IOException {
        List<List<String>> setup = complete(experiment.setup());
        List<List<List<String>>> steps = new ArrayList<>();
        for (Experiment.Run run : experiment.runs()) {
            steps.add(complete(run.steps()));
        }
        for (List<String> words : setup) {
            if (execute(words, new StringWriter()) != ExitCode.OK) {
                throw new IOException(file + ": the setup failed: " + InProcess.shown(words));
            }
        }
        List<RunResult> results = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            results.add(run(experiment.runs().get(i), steps.get(i)));
        }
        return new ExperimentResult(experiment, file, results);
    }

    private RunResult run(Experiment.Run run, List<List<String>> steps) {
        console.note("== %s", run.name());
        long start = System.nanoTime();
        List<Optional<JsonNode>> outputs = new ArrayList<>();
        Optional<String> failure = Optional.empty();
        for (List<String> words : steps) {
            StringWriter out = new StringWriter();
            int code = execute(words, out);
            if (code != ExitCode.OK) {
                failure = Optional.of(Formats.text("step %d failed with exit code %d", outputs.size() + 1, code));
                break;
            }
            outputs.add(json(out.toString()));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Map<String, Double> metrics = failure.isPresent() ? Map.of() : metrics(outputs);
        List<RunResult.Check> checks = new ArrayList<>();
        run.expectations().forEach((metric, expected) -> checks.add(check(metric, expected, metrics)));
        RunResult result = new RunResult(run.name(), took, metrics, checks, failure);
        if (!quiet) {
            result.lines().forEach(console.out()::println);
            console.out().flush();
        }
        return result;
    }

    private static RunResult.Check check(String metric, Expectation expected, Map<String, Double> metrics) {
        return new RunResult.Check(metric, expected, Optional.ofNullable(metrics.get(metric)));
    }

    private int execute(List<String> words, StringWriter out) {
        console.note("$ semsearch %s", InProcess.shown(words));
        return InProcess.run(words, new PrintWriter(out, true), spec);
    }

    private Map<String, Double> metrics(List<Optional<JsonNode>> outputs) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        experiment.metrics().forEach((name, metric) -> {
            int step = metric.step() == 0 ? outputs.size() : metric.step();
            outputs.get(step - 1).map(output -> output.at(metric.pointer())).filter(JsonNode::isNumber)
                    .ifPresent(number -> metrics.put(name, number.doubleValue()));
        });
        return metrics;
    }

    private static Optional<JsonNode> json(String output) {
        try {
            return Optional.of(JsonMapper.shared().readTree(output));
        } catch (JacksonException e) {
            // a command without JSON, such as demo
            return Optional.empty();
        }
    }

    private List<List<String>> complete(List<Experiment.Command> commands) throws IOException {
        List<List<String>> complete = new ArrayList<>();
        for (Experiment.Command command : commands) {
            complete.add(complete(command));
        }
        return complete;
    }

    /** The command, with {@code --format json} if it has that option. */
    private List<String> complete(Experiment.Command command) throws IOException {
        CommandLine found = Main.commandLine();
        for (String word : command.words()) {
            if (!found.getSubcommands().containsKey(word)) {
                break;
            }
            found = found.getSubcommands().get(word);
        }
        if (found.getParent() == null || found.getCommand() instanceof ReproduceCommand) {
            throw new IOException(
                    file + ": line " + command.line() + ": expected a semsearch command such as train, found '"
                            + InProcess.shown(command.words()) + "'");
        }
        List<String> words = new ArrayList<>(command.words());
        if (found.getCommandSpec().optionsMap().containsKey(FORMAT)
                && words.stream().noneMatch(word -> word.startsWith(FORMAT))) {
            words.addAll(List.of(FORMAT, "json"));
        }
        return words;
    }
}
