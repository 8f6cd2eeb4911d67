package io.semsearch.cli.output;

import io.semsearch.evaluation.Direction;
import io.semsearch.evaluation.Evaluation;
import io.semsearch.evaluation.Hubness;
import io.semsearch.evaluation.HubnessCorrectionMetrics;
import io.semsearch.evaluation.QueryForm;
import io.semsearch.evaluation.QueryFormMetrics;
import io.semsearch.evaluation.RetrievalIntervals;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.operations.evaluation.Measurement;
import tools.jackson.databind.node.ObjectNode;

/** What {@code evaluate} has measured as JSON. */
public final class MeasurementJson {

    private MeasurementJson() {}

    /** The key of a query form: {@code firstWords}. */
    public static String key(QueryForm form) {
        return switch (form) {
            case VERBATIM -> "verbatim";
            case KEYWORDS -> "keywords";
            case FIRST_WORDS -> "firstWords";
            case TYPO -> "typo";
        };
    }

    /** The key of a hub correction: {@code qbNorm}. */
    public static String key(HubnessCorrection correction) {
        return switch (correction) {
            case NONE -> "none";
            case CSLS -> "csls";
            case QB_NORM -> "qbNorm";
        };
    }

    /** The whole measurement. */
    public static String of(Measurement measurement) {
        Evaluation evaluation = measurement.evaluation();
        ObjectNode json = ResultJson.object().put("gallerySize", evaluation.gallerySize())
                .put("queries", evaluation.queries())
                .put("captionsWithoutEmbedding", measurement.dataset().withoutEmbedding())
                .put("tripletAccuracy", measurement.triplets().accuracy()).put("loss", measurement.triplets().loss());
        json.set("textToImage", ResultJson.of(evaluation.textToImage().metrics()));
        json.set("imageToText", ResultJson.of(evaluation.imageToText().metrics()));
        json.set("chance", ResultJson.of(measurement.chance()));
        ObjectNode intervals = json.putObject("confidence95").put("resamples",
                evaluation.textToImage().intervals().resamples());
        intervals.set("textToImage", json(evaluation.textToImage().intervals()));
        intervals.set("imageToText", json(evaluation.imageToText().intervals()));
        evaluation.textToImage().foldMean().ifPresent(mean -> {
            ObjectNode folds = json.putObject("folds").put("size", mean.size()).put("count", mean.count());
            folds.set("textToImage", ResultJson.of(mean.metrics()));
            evaluation.imageToText().foldMean().map(Direction.FoldMean::metrics)
                    .ifPresent(metrics -> folds.set("imageToText", ResultJson.of(metrics)));
        });
        if (!measurement.forms().isEmpty()) {
            ObjectNode all = json.putObject("queryForms");
            measurement.forms().forEach(form -> all.set(key(form.form()), json(form)));
        }
        json.set("hubness", json(evaluation.hubness()));
        ObjectNode corrections = json.putObject("hubCorrection");
        evaluation.corrections().forEach(metrics -> corrections.set(key(metrics.correction()), json(metrics)));
        return ResultJson.print(json);
    }

    private static ObjectNode json(RetrievalIntervals intervals) {
        ObjectNode json = ResultJson.object();
        json.set("recallAt1", ResultJson.tree(intervals.recallAt1()));
        json.set("recallAt5", ResultJson.tree(intervals.recallAt5()));
        json.set("recallAt10", ResultJson.tree(intervals.recallAt10()));
        json.set("meanReciprocalRank", ResultJson.tree(intervals.meanReciprocalRank()));
        return json;
    }

    private static ObjectNode json(QueryFormMetrics form) {
        ObjectNode json = ResultJson.object().put("queries", form.queries()).put("failed", form.failed());
        return json.setAll(ResultJson.of(form.textToImage()));
    }

    private static ObjectNode json(HubnessCorrectionMetrics metrics) {
        return ResultJson.of(metrics.textToImage()).put("kSkewness", metrics.hubness().kSkewness())
                .put("antihubShare", metrics.hubness().antihubShare());
    }

    private static ObjectNode json(Hubness hubness) {
        ObjectNode json = ResultJson.object().put("k", hubness.k()).put("kSkewness", hubness.kSkewness())
                .put("antihubShare", hubness.antihubShare());
        json.set("hubs", ResultJson.tree(hubness.hubs()));
        return json;
    }
}
