package io.semsearch.operations.evaluation;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.operations.Formats;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Models side by side.
 *
 * @param collections of the models
 * @param models      in the same order */
public record ModelComparison(List<Path> collections, List<ModelManifest> models) {

    private static final List<String> USUAL_METRICS = List.of("recallAt1", "recallAt5", "recallAt10", "medianRank",
            "meanReciprocalRank", "tripletAccuracy", "loss", "gallerySize", "queries", "epoch", "trainingSeconds");
    private static final String ABSENT = "-";

    /** Copies. */
    public ModelComparison {
        collections = List.copyOf(collections);
        models = List.copyOf(models);
    }

    /** True if the models were measured on different numbers of images or captions. */
    public boolean isOnDifferentSets() {
        return models.stream().map(model -> List.of(value(model.metrics(), "gallerySize"),
                value(model.metrics(), "queries"))).distinct().count() > 1;
    }

    /** The names of the training options whose {@link #value} is not the same for all models, in alphabetical order. */
    public Set<String> differingOptions() {
        Set<String> names = names(ModelManifest::training);
        names.removeIf(name -> models.stream().map(model -> value(model.training(), name)).distinct().count() < 2);
        return names;
    }

    /** The names of all metrics: the usual ones first, in the order in which people read them. */
    public Set<String> metrics() {
        Set<String> all = names(ModelManifest::metrics);
        Set<String> ordered = new LinkedHashSet<>(USUAL_METRICS);
        ordered.retainAll(all);
        ordered.addAll(all);
        return ordered;
    }

    /** An option or metric as text: numbers with four significant digits, {@code -} if the model has none of that name.
     * */
    public static String value(Map<String, Object> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            return ABSENT;
        }
        return value instanceof Number number ? Formats.decimal(number.doubleValue()) : Formats.line(value.toString());
    }

    private Set<String> names(Function<ModelManifest, Map<String, Object>> values) {
        Set<String> names = new TreeSet<>();
        models.forEach(model -> names.addAll(values.apply(model).keySet()));
        return names;
    }
}
