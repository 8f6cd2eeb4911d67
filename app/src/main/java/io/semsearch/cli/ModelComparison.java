package io.semsearch.cli;

import io.semsearch.artifact.ModelManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What tells models apart.
 *
 * @param collections of the models, in the same order */
record ModelComparison(List<Path> collections, List<ModelManifest> models) {

    private static final List<String> USUAL_METRICS = List.of("recallAt1", "recallAt5", "recallAt10", "medianRank",
            "meanReciprocalRank", "tripletAccuracy", "loss", "gallerySize", "queries", "epoch", "trainingSeconds");
    private static final String NONE = "-";
    private static final Set<String> SHARES = Set.of("recallAt1", "recallAt5", "recallAt10", "tripletAccuracy");
    private static final String SECONDS = "trainingSeconds";

    /** True if the models tell that they were measured on sets of different size. */
    boolean isOnDifferentSets() {
        return models.stream().map(model -> List.of(text(model.metrics(), "gallerySize"),
                text(model.metrics(), "queries"))).distinct().count() > 1;
    }

    /** The names of the training options that not all models have alike. */
    Set<String> differing() {
        Set<String> names = names(ModelManifest::training);
        names.removeIf(name -> models.stream().map(model -> text(model.training(), name)).distinct().count() < 2);
        return names;
    }

    /** A row a property, a column a model. */
    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", collections.stream().map(Path::toString).toList()));
        rows.add(row("model", each(model -> model.fingerprint().substring(0, 12))));
        rows.add(row("size", each(model -> Formats.bytes(bytes(model)))));
        rows.add(row("features", each(model -> model.featureDimension() + " (" + model.encoder() + ")")));
        rows.add(row("dimensions", each(model -> Integer.toString(model.semanticDimension()))));
        for (String metric : metrics()) {
            rows.add(row(metric, each(model -> metric(model, metric))));
        }
        Set<String> differing = differing();
        if (!differing.isEmpty()) {
            rows.add(row("", each(model -> "")));
            rows.add(row("options that differ", each(model -> "")));
            differing.forEach(name -> rows.add(row("  " + name, each(model -> text(model.training(), name)))));
        }
        return String.join(System.lineSeparator(), Columns.align(rows));
    }

    String json() {
        ObjectNode json = ResultJson.object();
        ArrayNode array = json.putArray("models");
        for (int i = 0; i < models.size(); i++) {
            ModelManifest model = models.get(i);
            ObjectNode node = array.addObject().put("collection", collections.get(i).toString())
                    .put("fingerprint", model.fingerprint()).put("bytes", bytes(model))
                    .put("featureDimension", model.featureDimension())
                    .put("semanticDimension", model.semanticDimension()).put("encoder", model.encoder());
            node.set("training", ResultJson.tree(model.training()));
            node.set("metrics", ResultJson.tree(model.metrics()));
        }
        differing().forEach(json.putArray("differingOptions")::add);
        return ResultJson.print(json);
    }

    /** The usual ones first, in the order in which people read them. */
    private Set<String> metrics() {
        Set<String> all = names(ModelManifest::metrics);
        Set<String> ordered = new LinkedHashSet<>(USUAL_METRICS);
        ordered.retainAll(all);
        ordered.addAll(all);
        return ordered;
    }

    private Set<String> names(Function<ModelManifest, Map<String, Object>> values) {
        Set<String> names = new TreeSet<>();
        models.forEach(model -> names.addAll(values.apply(model).keySet()));
        return names;
    }

    private List<String> each(Function<ModelManifest, String> value) {
        return models.stream().map(value).toList();
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
        return text(model.metrics(), name);
    }

    private static String text(Map<String, Object> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            return NONE;
        }
        return value instanceof Number number ? Formats.decimal(number.doubleValue()) : Formats.line(value.toString());
    }
}
