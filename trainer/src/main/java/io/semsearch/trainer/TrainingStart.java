package io.semsearch.trainer;

import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.trainer.start.CanonicalCorrelation;
import io.semsearch.trainer.start.FeatureScaling;
import io.semsearch.trainer.start.RidgeRegression;
import io.semsearch.trainer.start.Start;
import io.semsearch.trainer.start.StartingPoint;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What a run starts from, and how its state becomes a model. */
final class TrainingStart {

    /** The lengths of cosines are free: these root mean squares set how much a step of the optimizer changes, little of
     * the projection and more of the words. */
    private static final double PROJECTION_SIZE = 1 / 6.0;
    private static final double WORD_SIZE = 1 / 40.0;

    private final FeatureScaling scaling;
    private final FloatMatrix scaled;
    private final CaptionEmbedder embedder;
    private final FloatMatrix words;
    private final List<String> names;
    private final TrainingState state;
    private final EmbeddedDataset dataset;

    TrainingStart(EmbeddedDataset training, TrainingConfig config, SplittableRandom random) {
        FloatMatrix features = training.images().matrix();
        this.scaling = FeatureScaling.learn(config.scaling(), features);
        this.scaled = config.scaling() == FeatureScaling.Kind.NONE ? features : scaling.apply(features);
        CaptionEmbedder given = training.embedder();
        this.names = IntStream.range(0, given.wordVectors().size()).mapToObj(given.wordVectors()::word).toList();
        if (config.start() == Start.RANDOM && !config.learnsWords()) {
            this.words = FloatMatrix.zeros(0, given.semanticDimension());
            this.embedder = given;
            this.state = new TrainingState(
                    TrainingState.glorot(features.columns(), given.semanticDimension(), random), Optional.empty(),
                    Map.of(), 0);
            this.dataset = training;
            return;
        }
        StartingPoint point = switch (config.start()) {
            case RANDOM -> new StartingPoint(
                    TrainingState.glorot(features.columns(), given.semanticDimension(), random), table(given));
            case RIDGE -> RidgeRegression.solve(training, scaled);
            case CCA -> new CanonicalCorrelation(training, scaled).solve(config.dimension());
        };
        int learned = config.learnsWords() ? wordsOf(training) : 0;
        this.words = point.words();
        if (config.learnsWords()) {
            resize(words, WORD_SIZE);
            resize(point.projection(), PROJECTION_SIZE);
        }
        this.embedder = given.withVectors(new InMemoryWordVectors(names, words));
        this.state = new TrainingState(point.projection(),
                config.learnsWords() ? Optional.of(words.rowRange(0, learned)) : Optional.empty(), Map.of(),
                0);
        this.dataset = training.withEmbedder(embedder);
    }

    /** The state before the first step. */
    TrainingState state() {
        return state;
    }

    /** Features of the training images, scaled. */
    FloatMatrix scaled() {
        return scaled;
    }

    /** The training captions by the starting words. */
    EmbeddedDataset dataset() {
        return dataset;
    }

    /** The model's projection of unscaled features. */
    ImageProjection projection(FloatMatrix ofScaled) {
        return scaling.fold(ofScaled);
    }

    /** The model's words.
     *
     * @param learned vectors of the first words, if they are learned */
    CaptionEmbedder embedder(Optional<FloatMatrix> learned) {
        if (learned.isEmpty()) {
            return embedder;
        }
        FloatMatrix all = FloatMatrix.wrap(words.rows(), words.columns(), words.values().clone());
        System.arraycopy(learned.get().values(), 0, all.values(), 0, learned.get().values().length);
        return embedder.withVectors(new InMemoryWordVectors(names, all));
    }

    private static FloatMatrix table(CaptionEmbedder embedder) {
        FloatMatrix table = FloatMatrix.zeros(embedder.wordVectors().size(), embedder.semanticDimension());
        for (int word = 0; word < table.rows(); word++) {
            table.setRow(word, embedder.wordVectors().vector(word));
        }
        return table;
    }

    /** How many words of the vocabulary, from its first to the last one that a caption has. */
    private static int wordsOf(EmbeddedDataset training) {
        return 1 + IntStream.range(0, training.size())
                .map(caption -> IntStream.of(training.words(caption)).max().orElse(-1)).max().orElse(-1);
    }

    private static void resize(FloatMatrix matrix, double size) {
        double squares = 0;
        for (float value : matrix.values()) {
            squares += (double) value * value;
        }
        double factor = size / Math.sqrt(Math.max(Double.MIN_NORMAL, squares / matrix.values().length));
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] *= (float) factor;
        }
    }
}
