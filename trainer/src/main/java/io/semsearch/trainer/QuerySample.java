package io.semsearch.trainer;

import io.semsearch.evaluation.Ranks;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A fixed random sample of triplets and queries of a dataset to measure on. The gallery is all images of the
 * dataset. */
final class QuerySample {

    /** Added to the seed of a run, so that these draws are independent of those of the epochs. */
    private static final long VALIDATION_SALT = 0x76616c6964617465L;
    private static final long TRAINING_SALT = 0x747261696e696e67L;

    private final EmbeddedDataset dataset;
    private final double margin;
    private final List<Triplet> triplets;
    /** Captions to rank images for, ascending; {@link #targets} are the rows of their images. */
    private final int[] queries;
    private final int[] targets;

    private QuerySample(EmbeddedDataset dataset, double margin, List<Triplet> triplets, int queries) {
        this.dataset = dataset;
        this.margin = margin;
        this.triplets = triplets;
        // triplets are in random order, so the captions of the first ones are a random sample
        this.queries = triplets.stream().limit(queries).mapToInt(Triplet::caption).sorted().toArray();
        this.targets = Arrays.stream(this.queries).map(dataset::imageRow).toArray();
    }

    /** All validation captions as triplets, and the configured number of them as queries. */
    static QuerySample ofValidation(EmbeddedDataset validation, TrainingConfig config) {
        return new QuerySample(validation, config.objective().margin(),
                draw(validation, config.seed() ^ VALIDATION_SALT), config.validationQueries());
    }

    /** A sample of training captions, as triplets and as queries. */
    static QuerySample ofTraining(EmbeddedDataset training, TrainingConfig config, int queries) {
        List<Triplet> drawn = draw(training, config.seed() ^ TRAINING_SALT);
        return new QuerySample(training, config.objective().margin(),
                drawn.subList(0, Math.min(queries, drawn.size())), queries);
    }

    /** Measures a model. */
    EpochReport.Measurement measure(ImageProjection projection, CaptionEmbedder embedder) {
        FloatMatrix images = projection.projectAll(dataset.images());
        int[] captions = triplets.stream().mapToInt(Triplet::caption).sorted().toArray();
        FloatMatrix embeddings = dataset.embeddings(captions, embedder);
        TripletMetrics metrics = new TripletMetrics(margin);
        for (Triplet triplet : triplets) {
            int row = Arrays.binarySearch(captions, triplet.caption());
            metrics.add(embeddings.dotRows(row, images, triplet.goodImage()),
                    embeddings.dotRows(row, images, triplet.badImage()));
        }
        FloatMatrix ranked = embeddings.selectRows(
                IntStream.of(queries).map(caption -> Arrays.binarySearch(captions, caption)).toArray());
        RetrievalMetrics ranks = RetrievalMetrics.of(Ranks.ofTargets(ranked, images, targets, Progress.Task.NONE));
        return new EpochReport.Measurement(metrics.loss(), metrics.accuracy(), images.rows(), targets.length, ranks);
    }

    private static List<Triplet> draw(EmbeddedDataset dataset, long seed) {
        return new TripletSampler(dataset).sample(new SplittableRandom(seed));
    }
}
