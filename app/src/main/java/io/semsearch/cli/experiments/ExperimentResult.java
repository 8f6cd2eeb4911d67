package io.semsearch.cli.experiments;

import io.semsearch.cli.output.ResultJson;
import io.semsearch.cli.reports.TextTable;
import io.semsearch.operations.Formats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The measurements of an experiment, run by run.
 *
 * @param file the experiment's file */
record ExperimentResult(Experiment experiment, Path file, List<RunResult> runs) {

    boolean isAsExpected() {
        return runs.stream().allMatch(RunResult::isAsExpected);
    }

    /** The table for the console: one row for each run, with time and verdict. */
    String text() {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(TextTable.lines(rows(true), 0));
        lines.add("");
        long failed = runs.stream().filter(run -> !run.isAsExpected()).count();
        lines.add(failed == 0
                ? Formats.text("OK    %s as expected", Formats.count(runs.size(), "run"))
                : Formats.text("FAIL  %,d of %s not as expected", failed, Formats.count(runs.size(), "run")));
        return String.join(System.lineSeparator(), lines);
    }

    /** The table for a document, in Markdown: metrics only. */
    String markdown() {
        StringBuilder text = new StringBuilder(
                Formats.text("<!-- semsearch reproduce %s -->%n", file.getFileName()));
        List<List<String>> rows = rows(false);
        for (int row = 0; row < rows.size(); row++) {
            text.append("| ").append(String.join(" | ", rows.get(row).stream()
                    .map(cell -> cell.replace("|", "\\|")).toList())).append(" |").append(System.lineSeparator());
            if (row == 0) {
                text.append("|---").append("|---:".repeat(rows.getFirst().size() - 1)).append("|")
                        .append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    String json() {
        ObjectNode json = ResultJson.object().put("experiment", file.toString()).put("title", experiment.title())
                .put("asExpected", isAsExpected());
        ArrayNode array = json.putArray("runs");
        runs.forEach(run -> put(array.addObject(), run));
        return ResultJson.print(json);
    }

    private static void put(ObjectNode json, RunResult run) {
        json.put("name", run.name()).put("asExpected", run.isAsExpected())
                .put("seconds", run.took().toMillis() / 1000.0);
        run.failure().ifPresent(failure -> json.put("failure", failure));
        ObjectNode metrics = json.putObject("metrics");
        run.metrics().forEach(metrics::put);
        ArrayNode checks = json.putArray("checks");
        for (RunResult.Check check : run.checks()) {
            ObjectNode node = checks.addObject().put("metric", check.metric()).put("asExpected", check.isMet());
            switch (check.expected()) {
                case Expectation.Within within -> node.put("value", within.value()).put("tolerance",
                        within.tolerance());
                case Expectation.AtLeast atLeast -> node.put("atLeast", atLeast.bound());
                case Expectation.AtMost atMost -> node.put("atMost", atMost.bound());
            }
            check.found().ifPresent(found -> node.put("found", found).put("difference",
                    check.expected().difference(found)));
        }
    }

    private List<List<String>> rows(boolean withVerdicts) {
        List<List<String>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of("run"));
        names.addAll(experiment.metrics().keySet());
        rows.add(names);
        for (RunResult run : runs) {
            List<String> row = new ArrayList<>(List.of(run.name()));
            experiment.metrics().forEach((name, metric) -> row.add(cell(run.metrics(), name, metric.unit())));
            rows.add(row);
        }
        if (withVerdicts) {
            names.addAll(List.of("time", "as expected"));
            for (int i = 0; i < runs.size(); i++) {
                rows.get(i + 1).addAll(List.of(Formats.duration(runs.get(i).took()),
                        runs.get(i).isAsExpected() ? "OK" : "FAIL"));
            }
        }
        return rows;
    }

    private static String cell(Map<String, Double> metrics, String name, Experiment.Unit unit) {
        Double found = metrics.get(name);
        if (found == null) {
            return "-";
        }
        return switch (unit) {
            case NUMBER -> Formats.decimal(found);
            case PERCENT -> Formats.percent(found);
            case SECONDS -> Formats.duration(Duration.ofMillis(Math.round(1000 * found)));
        };
    }
}
