package io.semsearch.cli.experiments;

import io.semsearch.cli.experiments.Experiment.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/** An experiment's file as it is written, before variables are replaced. The components have the names of the file's
 * keys; a key that is missing leaves its component empty. */
record ExperimentFile(Text title, Text description, Map<String, Text> variables, List<Text> setup, List<Text> steps,
        Map<String, Metric> metrics, List<Run> runs) {

    /** A text of the file.
     *
     * @param line where it starts, 1-based */
    record Text(int line, String text) {}

    /** A column of the table; in the file a mapping, or the pointer alone. */
    record Metric(JsonPointer pointer, OptionalInt step, Optional<Unit> unit) {

        Metric {
            if (step.orElse(1) < 1) {
                throw new IllegalArgumentException("expected a step's number, 1 or more, found " + step.getAsInt());
            }
        }

        /** Jackson calls it for a metric that is written as its pointer alone. */
        static Metric valueOf(String pointer) {
            return new Metric(JsonPointer.compile(pointer), OptionalInt.empty(), Optional.empty());
        }
    }

    /** A row of the table. */
    record Run(Text name, Map<String, Text> variables, List<Text> steps, Map<String, Expected> expect) {}

    /** What a metric is expected to be: value and tolerance, or one bound. */
    record Expected(OptionalDouble value, OptionalDouble tolerance, OptionalDouble atLeast, OptionalDouble atMost) {

        Expected {
            if (Stream.of(value, atLeast, atMost).filter(OptionalDouble::isPresent).count() != 1
                    || value.isPresent() != tolerance.isPresent()) {
                throw new IllegalArgumentException("expected value and tolerance, or at-least, or at-most");
            }
            if (!Stream.of(value, tolerance, atLeast, atMost).flatMapToDouble(OptionalDouble::stream)
                    .allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("expected finite numbers");
            }
            if (tolerance.orElse(0) < 0) {
                throw new IllegalArgumentException("a tolerance must be >= 0, got " + tolerance.getAsDouble());
            }
        }

        Expectation expectation() {
            if (atLeast.isPresent()) {
                return new Expectation.AtLeast(atLeast.getAsDouble());
            }
            return atMost.isPresent()
                    ? new Expectation.AtMost(atMost.getAsDouble())
                    : new Expectation.Within(value.orElseThrow(), tolerance.orElseThrow());
        }
    }
}
