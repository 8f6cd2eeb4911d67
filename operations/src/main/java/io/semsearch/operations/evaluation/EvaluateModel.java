package io.semsearch.operations.evaluation;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.evaluation.Evaluation;
import io.semsearch.evaluation.EvaluationOptions;
import io.semsearch.evaluation.MeasuredGallery;
import io.semsearch.evaluation.QueryFormMetrics;
import io.semsearch.evaluation.QueryForms;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.EmbeddedCaptions;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.TokenizedCaptions;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Measures a collection's model on captioned images, best ones that it was not trained on. */
public final class EvaluateModel {

    private EvaluateModel() {}

    /** What to measure on, and how.
     *
     * @param collection with a trained model
     * @param data       captions and features of the images
     * @param evaluation seed of all draws, folds, resamples, query forms
     * @param margin     of the margin ranking loss, in (0, 2]; empty for the one that the model was trained with */
    public record Options(CollectionFolder collection, DataFiles data, EvaluationOptions evaluation,
            OptionalDouble margin) {

        /** The seed of triplets, ties, folds, resamples and typos. */
        public static final long DEFAULT_SEED = 1;

        /** @throws IllegalArgumentException if the margin is out of its bounds */
        public Options {
            if (margin.isPresent() && !(margin.getAsDouble() > 0 && margin.getAsDouble() <= 2)) {
                throw new IllegalArgumentException("margin must lie in (0, 2], got " + margin.getAsDouble());
            }
        }

        /** The defaults of the evaluation, and the model's own margin. */
        public static Options of(Path collection, DataFiles data) {
            return new Options(new CollectionFolder(collection), data, EvaluationOptions.ofSeed(DEFAULT_SEED),
                    OptionalDouble.empty());
        }

        /** This with other options of the evaluation. */
        public Options withEvaluation(EvaluationOptions other) {
            return new Options(collection, data, other, margin);
        }

        /** This with another margin. */
        public Options withMargin(double other) {
            return new Options(collection, data, evaluation, OptionalDouble.of(other));
        }
    }

    /** What was measured.
     *
     * @param model       that was measured
     * @param images      that the captions files describe, also those that were left out
     * @param measurement the figures */
    public record Result(ModelArtifact model, List<ImageRecord> images, Measurement measurement) {

        /** Copies. */
        public Result {
            images = List.copyOf(images);
        }
    }

    /** Runs the operation.
     *
     * @throws DataFileException if captions or features are damaged, or do not fit each other or the model
     * @throws IOException       if the model or a file cannot be read */
    public static Result run(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        DataFiles data = options.data();
        ModelArtifact model = options.collection().existing().readModel();
        CaptionDataset captions = data.readCaptions(progress);
        CaptionedFeatures joined = data.join(captions, data.readFeatures(model.manifest().encoder(), listener),
                listener);
        TokenizedCaptions tokenized = TokenizedCaptions.of(joined.captions());
        EmbeddedDataset dataset = new EmbeddedCaptions(tokenized, listener).embed("to measure on", joined,
                model.captionEmbedder());
        FloatMatrix images = model.projection().projectAll(dataset.images());
        TripletMetrics triplets = TripletMetrics.of(dataset, images,
                new TripletSampler(dataset).sample(new SplittableRandom(options.evaluation().seed())),
                margin(options, model));
        HubBank bank = HubBank.of(model);
        Evaluation evaluation = Evaluation.of(dataset,
                new MeasuredGallery(images, bank.penalties(images, dataset.images())), options.evaluation(), progress);
        List<QueryFormMetrics> forms = new QueryForms(joined, tokenized, model.captionEmbedder(), images,
                options.evaluation()).measure(evaluation, progress);
        return new Result(model, captions.images(),
                new Measurement(joined, dataset, images, evaluation, triplets, forms, bank.missing()));
    }

    private static double margin(Options options, ModelArtifact model) {
        return options.margin().orElseGet(() -> model.manifest().training().get("margin") instanceof Number trained
                ? trained.doubleValue()
                : TrainingConfig.COURSE.objective().margin());
    }
}
