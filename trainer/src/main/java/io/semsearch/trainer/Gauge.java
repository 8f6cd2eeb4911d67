package io.semsearch.trainer;

import io.semsearch.evaluation.Ranks;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Measures a model on images: always the same triplets and the same queries, all images as gallery. */
final class Gauge {

    private final EmbeddedDataset dataset;
    private final double margin;
    private final List<Triplet> triplets;
    private final int[] captions;
    private final int[] targets;

    private Gauge(EmbeddedDataset dataset, double margin, List<Triplet> triplets, int queries) {
        this.dataset = dataset;
        this.margin = margin;
        this.triplets = triplets;
        // the triplets stand in random order: the captions of the first are a random sample
        this.captions = triplets.stream().limit(queries).mapToInt(Triplet::caption).sorted().toArray();
        this.targets = Arrays.stream(captions).map(dataset::imageRow).toArray();
    }

    /** On validation images: every caption's triplet, and the configured number of queries. */
    static Gauge ofValidation(EmbeddedDataset dataset, TrainingConfig config) {
        // keeps its draws apart from those of the epochs
        return new Gauge(dataset, config.objective().margin(), draw(dataset, config.seed() ^ 0x76616c6964617465L),
                config.validationQueries());
    }

    /** On a sample of training captions, among all training images. */
    static Gauge ofTraining(EmbeddedDataset dataset, TrainingConfig config, int queries) {
        List<Triplet> drawn = draw(dataset, config.seed() ^ 0x747261696e696e67L);
        return new Gauge(dataset, config.objective().margin(), drawn.subList(0, Math.min(queries, drawn.size())),
                queries);
    }

    EpochReport.Measurement measure(ImageProjection projection, CaptionEmbedder embedder) {
        FloatMatrix images = projection.projectAll(dataset.images());
        int[] rows = triplets.stream().mapToInt(Triplet::caption).sorted().toArray();
        FloatMatrix embeddings = dataset.embeddings(rows, embedder);
        TripletMetrics metrics = new TripletMetrics(margin);
        for (Triplet triplet : triplets) {
            int row = Arrays.binarySearch(rows, triplet.caption());
            metrics.add(embeddings.dotRows(row, images, triplet.goodImage()),
                    embeddings.dotRows(row, images, triplet.badImage()));
        }
        FloatMatrix queries = embeddings.selectRows(
                IntStream.of(captions).map(caption -> Arrays.binarySearch(rows, caption)).toArray());
        RetrievalMetrics ranks = RetrievalMetrics.of(Ranks.ofTargets(queries, images, targets, Progress.Task.NONE));
        return new EpochReport.Measurement(metrics.loss(), metrics.accuracy(), images.rows(), targets.length, ranks);
    }

    private static List<Triplet> draw(EmbeddedDataset dataset, long seed) {
        return new TripletSampler(dataset).sample(new SplittableRandom(seed));
    }
}
