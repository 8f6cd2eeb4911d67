package io.semsearch.cli.captions;

import io.semsearch.cli.output.ResultJson;
import io.semsearch.cli.reports.TextTable;
import io.semsearch.evaluation.captions.CaptionMetrics;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.Formats;
import io.semsearch.operations.captioning.CaptionerMeasurement;
import io.semsearch.operations.captioning.TrainCaptioner;
import io.semsearch.trainer.captioning.CaptionerEpoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Prints what was trained and measured, as tables and as JSON. */
final class CaptionerOutput {

    private CaptionerOutput() {}

    static String text(CollectionFolder collection, TrainCaptioner.Result result) {
        CaptionerEpoch best = result.trained().best();
        return Formats.text("""
                captioner  %s (%s)
                best       epoch %d of %d
                captions   CIDEr-D %.3f, BLEU-4 %.1f, ROUGE-L %.1f on the validation photos
                reports    %s""", collection.model(), Formats.fingerprint(result.manifest().fingerprint()),
                best.epoch(),
                result.trained().epochs().size(), best.validation().ciderD(), 100 * best.validation().bleu4(),
                100 * best.validation().rougeL(), collection.reports());
    }

    static String json(TrainCaptioner.Result result) {
        CaptionerEpoch best = result.trained().best();
        return ResultJson.print(ResultJson.object().put("fingerprint", result.manifest().fingerprint())
                .put("bestEpoch", best.epoch()).put("epochs", result.trained().epochs().size())
                .put("trainingSeconds", result.took().toMillis() / 1000.0)
                .set("validation", ResultJson.tree(best.validation())));
    }

    static String text(CaptionerMeasurement measured) {
        List<List<String>> rows = new ArrayList<>(
                List.of(List.of("captions", "BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "ROUGE-L", "CIDEr-D")));
        rows.add(row("captioner", measured.captioner()));
        measured.reranked().ifPresent(metrics -> rows.add(row("captioner, --rerank", metrics)));
        measured.nearest().ifPresent(metrics -> rows.add(row("of the nearest training photo", metrics)));
        measured.captionerLeaving().ifPresent(metrics -> rows.add(row("captioner, one reference less", metrics)));
        measured.people().ifPresent(metrics -> rows.add(row("people, against the others", metrics)));
        List<String> lines = new ArrayList<>(TextTable.lines(rows, 0));
        lines.add("");
        lines.add(Formats.text("%,d photos, %,d different captions%s; %.1f ms a caption", measured.photos(),
                measured.distinct(),
                measured.copied().map(share -> ", " + Formats.percent(share) + " copied from training").orElse(""),
                measured.millisPerCaption()));
        return String.join(System.lineSeparator(), lines);
    }

    static String json(CaptionerMeasurement measured) {
        ObjectNode json = ResultJson.object().put("photos", measured.photos()).put("distinct", measured.distinct())
                .put("millisPerCaption", measured.millisPerCaption());
        measured.copied().ifPresent(share -> json.put("copied", share));
        json.set("captioner", ResultJson.tree(measured.captioner()));
        set(json, "reranked", measured.reranked());
        set(json, "nearest", measured.nearest());
        set(json, "captionerLeavingOneOut", measured.captionerLeaving());
        set(json, "peopleLeavingOneOut", measured.people());
        return ResultJson.print(json);
    }

    private static void set(ObjectNode json, String name, Optional<CaptionMetrics> metrics) {
        metrics.ifPresent(value -> json.set(name, ResultJson.tree(value)));
    }

    private static List<String> row(String name, CaptionMetrics metrics) {
        return List.of(name, percent(metrics.bleu1()), percent(metrics.bleu2()), percent(metrics.bleu3()),
                percent(metrics.bleu4()), percent(metrics.rougeL()), Formats.text("%.3f", metrics.ciderD()));
    }

    private static String percent(double share) {
        return Formats.text("%.1f", 100 * share);
    }
}
