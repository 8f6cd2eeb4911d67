package io.semsearch.cli.output;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.cli.reports.TextTable;
import io.semsearch.operations.Formats;
import io.semsearch.operations.evaluation.ModelComparison;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models side by side, as a table or as JSON. */
public final class ComparisonOutput {

    private static final Set<String> SHARES = Set.of("recallAt1", "recallAt5", "recallAt10", "tripletAccuracy");
    private static final String SECONDS = "trainingSeconds";

    private final ModelComparison comparison;

    public ComparisonOutput(ModelComparison comparison) {
        this.comparison = comparison;
    }

    /** One row for each property, one column for each model. */
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", comparison.collections().stream().map(Path::toString).toList()));
        rows.add(row("model", each(model -> Formats.fingerprint(model.fingerprint()))));
        rows.add(row("size", each(model -> Formats.bytes(bytes(model)))));
        rows.add(row("features", each(model -> model.featureDimension() + " (" + model.encoder() + ")")));
        rows.add(row("dimensions", each(model -> Integer.toString(model.semanticDimension()))));
        for (String metric : comparison.metrics()) {
            rows.add(row(metric, each(model -> metric(model, metric))));
        }
        Set<String> differing = comparison.differingOptions();
        if (!differing.isEmpty()) {
            rows.add(row("", each(model -> "")));
            rows.add(row("options that differ", each(model -> "")));
            differing.forEach(name -> rows.add(
                    row("  " + name, each(model -> ModelComparison.value(model.training(), name)))));
        }
        return String.join(System.lineSeparator(), TextTable.lines(rows, 0));
    }

    public String json() {
        ObjectNode json = ResultJson.object();
        ArrayNode array = json.putArray("models");
        for (int i = 0; i < comparison.models().size(); i++) {
            ModelManifest model = comparison.models().get(i);
            ObjectNode node = array.addObject().put("collection", comparison.collections().get(i).toString())
                    .put("fingerprint", model.fingerprint()).put("bytes", bytes(model))
                    .put("featureDimension", model.featureDimension())
                    .put("semanticDimension", model.semanticDimension()).put("encoder", model.encoder().name());
            node.set("training", ResultJson.tree(model.training()));
            node.set("metrics", ResultJson.tree(model.metrics()));
        }
        comparison.differingOptions().forEach(json.putArray("differingOptions")::add);
        return ResultJson.print(json);
    }

    private List<String> each(Function<ModelManifest, String> value) {
        return comparison.models().stream().map(value).toList();
    }

    private static List<String> row(String name, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(cells);
        return row;
    }

    private static long bytes(ModelManifest model) {
        return model.parts().values().stream().mapToLong(ModelManifest.Part::bytes).sum();
    }

    private static String metric(ModelManifest model, String name) {
        if (model.metrics().get(name) instanceof Number number) {
            if (SHARES.contains(name)) {
                return Formats.percent(number.doubleValue());
            }
            if (name.equals(SECONDS)) {
                return Formats.duration(Duration.ofMillis(Math.round(1000 * number.doubleValue())));
            }
        }
        return ModelComparison.value(model.metrics(), name);
    }
}
