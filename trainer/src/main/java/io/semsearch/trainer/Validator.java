package io.semsearch.trainer;

import io.semsearch.evaluation.Ranks;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Measures a projection on the validation images: always the same triplets and the same queries. */
final class Validator {

    /** Keeps its draws apart from those of the epochs. */
    private static final long STREAM = 0x76616c6964617465L;

    private final EmbeddedDataset dataset;
    private final double margin;
    private final List<Triplet> triplets;
    private final FloatMatrix queries;
    private final int[] targets;

    Validator(EmbeddedDataset dataset, TrainingConfig config) {
        this.dataset = dataset;
        this.margin = config.margin();
        this.triplets = new TripletSampler(dataset).sample(new SplittableRandom(config.seed() ^ STREAM));
        // the triplets stand in random order: the captions of the first are a random sample
        int[] drawn = triplets.stream().limit(config.validationQueries()).mapToInt(Triplet::caption).sorted().toArray();
        this.queries = dataset.embeddings().selectRows(drawn);
        this.targets = Arrays.stream(drawn).map(dataset::imageRow).toArray();
    }

    EpochReport.Validation validate(FloatMatrix weights) {
        FloatMatrix images = new ImageProjection(weights).projectAll(dataset.images());
        TripletMetrics metrics = TripletMetrics.of(dataset, images, triplets, margin);
        RetrievalMetrics ranks = RetrievalMetrics.of(Ranks.ofTargets(queries, images, targets, Progress.Task.NONE));
        return new EpochReport.Validation(metrics.loss(), metrics.accuracy(), images.rows(), targets.length, ranks);
    }
}
