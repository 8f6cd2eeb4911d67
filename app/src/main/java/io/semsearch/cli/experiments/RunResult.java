package io.semsearch.cli.experiments;

import io.semsearch.operations.Formats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The measurements of one run.
 *
 * @param name    the run's name
 * @param took    time of all its commands
 * @param metrics by name; only those that a command printed
 * @param checks  in the order of the file
 * @param failure what went wrong, if a command failed */
record RunResult(String name, Duration took, Map<String, Double> metrics, List<Check> checks,
        Optional<String> failure) {

    /** A metric and its expectation.
     *
     * @param found empty if no command printed it */
    record Check(String metric, Expectation expected, Optional<Double> found) {

        boolean isMet() {
            return found.filter(expected::isMet).isPresent();
        }
    }

    boolean isAsExpected() {
        return failure.isEmpty() && checks.stream().allMatch(Check::isMet);
    }

    /** One line for each comparison. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        failure.ifPresent(why -> lines.add("FAIL  " + name + ": " + why));
        if (failure.isEmpty()) {
            checks.forEach(check -> lines.add(line(check)));
        }
        return lines;
    }

    private String line(Check check) {
        String verdict = check.isMet() ? "OK  " : "FAIL";
        if (check.found().isEmpty()) {
            return Formats.text("%s  %s: %s was not measured: the command's JSON has no number there", verdict, name,
                    check.metric());
        }
        double found = check.found().get();
        return Formats.text("%s  %s: %s %s, expected %s (%s)", verdict, name, check.metric(), Formats.decimal(found),
                expected(check.expected()), signed(check.expected().difference(found)));
    }

    private static String expected(Expectation expected) {
        return switch (expected) {
            case Expectation.Within within ->
                Formats.decimal(within.value()) + " +- " + Formats.decimal(within.tolerance());
            case Expectation.AtLeast atLeast -> "at least " + Formats.decimal(atLeast.bound());
            case Expectation.AtMost atMost -> "at most " + Formats.decimal(atMost.bound());
        };
    }

    private static String signed(double number) {
        return (number < 0 ? "" : "+") + Formats.decimal(number);
    }
}
