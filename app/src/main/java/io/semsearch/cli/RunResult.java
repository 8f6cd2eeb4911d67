package io.semsearch.cli;

import io.semsearch.experiment.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one run of an experiment has measured.
 *
 * @param name    of the run
 * @param took    all its commands
 * @param metrics by name; without those that no command has printed
 * @param checks  in the order of the file
 * @param failure what went wrong, if a command has failed */
record RunResult(String name, Duration took, Map<String, Double> metrics, List<Check> checks,
        Optional<String> failure) {

    /** A metric beside what was expected.
     *
     * @param found empty if no command has printed it */
    record Check(String metric, Expectation expected, Optional<Double> found) {

        boolean isMet() {
            return found.filter(expected::isMet).isPresent();
        }
    }

    boolean isAsExpected() {
        return failure.isEmpty() && checks.stream().allMatch(Check::isMet);
    }

    /** A line a comparison. */
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
            return Formats.text("%s  %s: %s was not measured: the command's result has no such number", verdict, name,
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
