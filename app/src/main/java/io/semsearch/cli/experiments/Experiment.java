package io.semsearch.cli.experiments;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** An experiment: commands to run, and the metrics that they are expected to reach.
 *
 * @param title       title of its table
 * @param description what the experiment shows; may be empty
 * @param setup       commands that run once, before all runs
 * @param metrics     by name, in the order of the table's columns
 * @param runs        in the order of the table's rows; at least one; names are unique */
public record Experiment(String title, String description, List<Command> setup, Map<String, Metric> metrics,
        List<Run> runs) {

    /** Copies. */
    public Experiment {
        setup = List.copyOf(setup);
        runs = List.copyOf(runs);
    }

    /** This experiment with some of its runs. */
    public Experiment only(Set<String> names) {
        return new Experiment(title, description, setup, metrics,
                runs.stream().filter(run -> names.contains(run.name())).toList());
    }

    /** A semsearch command.
     *
     * @param line  where it starts in the file, 1-based
     * @param words without the program's name */
    public record Command(int line, List<String> words) {

        /** Copies. */
        public Command {
            words = List.copyOf(words);
        }
    }

    /** A number in the JSON that a command prints.
     *
     * @param step    the run's step that prints it, 1-based; 0 for the last
     * @param pointer its place, as a JSON pointer such as {@code /textToImage/recallAt10}
     * @param unit    how the table shows it */
    public record Metric(int step, String pointer, Unit unit) {}

    /** How the table shows a number. */
    public enum Unit {
        /** As a plain number. */
        NUMBER,
        /** A share, as a percentage. */
        PERCENT,
        /** A duration. */
        SECONDS
    }

    /** One row of the table.
     *
     * @param name         also the name of its folder
     * @param steps        commands, at least one
     * @param expectations by name of the metric */
    public record Run(String name, List<Command> steps, Map<String, Expectation> expectations) {

        /** Copies. */
        public Run {
            steps = List.copyOf(steps);
        }
    }
}
