package io.semsearch.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands to run, and the metrics that they are expected to reach.
 *
 * @param title       of its table
 * @param description what it shows; may be empty
 * @param setup       commands that run once, before all runs
 * @param metrics     by name, in the order of the table's columns
 * @param runs        in the order of the table's rows; at least one, no name twice */
public record Experiment(String title, String description, List<Command> setup, Map<String, Metric> metrics,
        List<Run> runs) {

    /** Copies. */
    public Experiment {
        setup = List.copyOf(setup);
        runs = List.copyOf(runs);
    }

    /** Without other runs than the named. */
    public Experiment only(Set<String> names) {
        return new Experiment(title, description, setup, metrics,
                runs.stream().filter(run -> names.contains(run.name())).toList());
    }

    /** A semsearch command.
     *
     * @param line  of the file, 1-based
     * @param words without the program's name */
    public record Command(int line, List<String> words) {

        /** Copies. */
        public Command {
            words = List.copyOf(words);
        }
    }

    /** A number in what a command prints as JSON.
     *
     * @param step    of the run, 1-based; 0 for the last
     * @param pointer where it stands: {@code /textToImage/recallAt10}
     * @param unit    how people read it */
    public record Metric(int step, String pointer, Unit unit) {}

    /** How a number is read. */
    public enum Unit {
        /** As it is. */
        NUMBER,
        /** A share, in per cent. */
        PERCENT,
        /** A duration. */
        SECONDS
    }

    /** One row of the table.
     *
     * @param name         also that of its folder
     * @param steps        commands, at least one
     * @param expectations by metric */
    public record Run(String name, List<Command> steps, Map<String, Expectation> expectations) {

        /** Copies. */
        public Run {
            steps = List.copyOf(steps);
        }
    }
}
