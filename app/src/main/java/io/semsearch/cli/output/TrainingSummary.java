package io.semsearch.cli.output;

import io.semsearch.cli.options.FormatOption;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.Formats;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.trainer.EpochReport;

/** Prints the result of a training run. */
public final class TrainingSummary {

    private final CollectionFolder collection;
    private final TrainModel.Result result;
    private final EpochReport best;
    private final EpochReport.Measurement validation;

    public TrainingSummary(CollectionFolder collection, TrainModel.Result result) {
        this.collection = collection;
        this.result = result;
        this.best = result.training().best();
        this.validation = best.validation().orElseThrow();
    }

    /** Prints it in the form that was asked for. */
    public void print(Console console, FormatOption format) {
        console.out().println(format.isJson() ? json() : text());
        console.out().flush();
    }

    private String json() {
        return ResultJson.print(ResultJson.object().put("model", collection.model().toString())
                .put("fingerprint", result.model().fingerprint()).put("bestEpoch", best.epoch())
                .put("epochs", epochs()).put("gallerySize", validation.gallerySize())
                .put("queries", validation.queries()).put("tripletAccuracy", validation.accuracy())
                .put("loss", validation.loss()).put("trainingSeconds", result.took().toMillis() / 1000.0)
                .set("textToImage", ResultJson.of(validation.textToImage())));
    }

    private String text() {
        RetrievalMetrics ranks = validation.textToImage();
        return Formats.text("""
                model    %s (%s)
                best     epoch %d of %d
                triplets %s right, loss %.4f
                ranks    R@1 %s, R@5 %s, R@10 %s, median rank %.1f, MRR %.4f
                         (%,d captions, each looking for its own among %,d validation images)
                reports  %s""", collection.model(), Formats.fingerprint(result.model().fingerprint()), best.epoch(),
                epochs(), Formats.percent(validation.accuracy()), validation.loss(),
                Formats.percent(ranks.recallAt1()), Formats.percent(ranks.recallAt5()),
                Formats.percent(ranks.recallAt10()), ranks.medianRank(), ranks.meanReciprocalRank(),
                validation.queries(), validation.gallerySize(), collection.reports());
    }

    private int epochs() {
        return result.training().reports().getLast().epoch();
    }
}
