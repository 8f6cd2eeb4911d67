package io.semsearch.trainer.initialization;

import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Training captions and images, prepared for the first step: features are scaled and weights initialized. Converts
 * trained weights back into the parts of a model. Immutable; the matrices are shared and must not be modified. */
public final class PreparedData {

    /** Root mean squares that initial weights are scaled to. A cosine does not depend on the length of its vectors, so
     * these only set how much one step of the optimizer changes: the projection little, the words more. */
    private static final double PROJECTION_SIZE = 1 / 6.0;
    private static final double WORD_SIZE = 1 / 40.0;

    private final EmbeddedDataset dataset;
    private final FeatureScaler scaler;
    private final FloatMatrix scaledFeatures;
    private final ModelWeights initial;
    /** One vector per word of the vocabulary; empty if word vectors are fixed. */
    private final Optional<FloatMatrix> words;
    private final Optional<SentenceStart> sentences;
    private final Optional<ShortForms> shortForms;

    private PreparedData(EmbeddedDataset training, FeatureScaler scaler, FloatMatrix scaledFeatures,
            TrainingConfig config, ModelWeights initial, Progress progress) {
        this.scaler = scaler;
        this.scaledFeatures = scaledFeatures;
        this.words = initial.words();
        this.dataset = words.map(table -> training.withEmbedder(withVectors(training.embedder(), table)))
                .orElse(training);
        this.sentences = SentenceStart.of(dataset, scaledFeatures.multiply(initial.projection()));
        this.shortForms = sentences.isPresent() && config.regularization().shortened() > 0
                ? Optional.of(ShortForms.draw(dataset, config.seed(), progress))
                : Optional.empty();
        this.initial = new ModelWeights(initial.projection(), config.learnsWords()
                ? words.map(table -> table.rowRange(0, wordsInCaptions(training)))
                : Optional.empty(), sentences.map(SentenceStart::map));
    }

    /** Scales the features and initializes the weights.
     *
     * @param random   draws random weights; closed forms do not use it
     * @param progress of the sentence encoder, if captions are shortened */
    public static PreparedData of(EmbeddedDataset training, TrainingConfig config, RandomGenerator random,
            Progress progress) {
        FloatMatrix features = training.images().matrix();
        FeatureScaler scaler = FeatureScaler.learn(config.scaling(), features);
        FloatMatrix scaled = config.scaling() == FeatureScaling.NONE ? features : scaler.apply(features);
        ModelWeights initial = switch (config.initialization()) {
            case RANDOM -> random(training, config, random);
            case RIDGE -> RidgeRegression.solve(training, scaled);
            case CCA -> new CanonicalCorrelation(training, scaled).solve(config.dimension());
        };
        if (config.learnsWords()) {
            scaleTo(PROJECTION_SIZE, initial.projection());
            initial.words().ifPresent(table -> scaleTo(WORD_SIZE, table));
        }
        return new PreparedData(training, scaler, scaled, config, initial, progress);
    }

    /** The training captions, embedded by the initial word vectors. */
    public EmbeddedDataset dataset() {
        return dataset;
    }

    /** Features of the training images, scaled; shape [images, featureDimension]. */
    public FloatMatrix scaledFeatures() {
        return scaledFeatures;
    }

    /** The weights before the first step. */
    public ModelWeights initialWeights() {
        return initial;
    }

    /** The training captions as sentences; empty without a sentence encoder. */
    public Optional<SentenceStart> sentences() {
        return sentences;
    }

    /** Short forms of the captions as sentences; empty without a sentence encoder, or if none is shortened. */
    public Optional<ShortForms> shortForms() {
        return shortForms;
    }

    /** The projection of a model, for unscaled features. */
    public ImageProjection projection(ModelWeights weights) {
        return scaler.fold(weights.projection());
    }

    /** The embedder of a model. Words that no training caption contains keep their initial vectors. */
    public CaptionEmbedder embedder(ModelWeights weights) {
        if (words.isEmpty() || weights.words().isEmpty()) {
            return dataset.embedder();
        }
        FloatMatrix all = words.get().copy();
        float[] learned = weights.words().get().values();
        System.arraycopy(learned, 0, all.values(), 0, learned.length);
        CaptionEmbedder embedder = withVectors(dataset.embedder(), all);
        return sentences.isPresent()
                ? embedder.withSentencePart(sentences.get().part(weights.sentenceMap().orElseThrow()))
                : embedder;
    }

    private static ModelWeights random(EmbeddedDataset training, TrainingConfig config, RandomGenerator random) {
        CaptionEmbedder embedder = training.embedder();
        FloatMatrix projection = RandomWeights.glorot(training.images().featureDimension(),
                embedder.semanticDimension(), random);
        return new ModelWeights(projection, config.learnsWords() ? Optional.of(table(embedder)) : Optional.empty());
    }

    private static FloatMatrix table(CaptionEmbedder embedder) {
        FloatMatrix table = FloatMatrix.zeros(embedder.wordVectors().size(), embedder.semanticDimension());
        for (int word = 0; word < table.rows(); word++) {
            table.setRow(word, embedder.wordVectors().vector(word));
        }
        return table;
    }

    /** Replaces the vector of each word of an embedder. */
    static CaptionEmbedder withVectors(CaptionEmbedder embedder, FloatMatrix vectors) {
        List<String> names = IntStream.range(0, vectors.rows()).mapToObj(embedder.wordVectors()::word).toList();
        return embedder.withVectors(new InMemoryWordVectors(names, vectors));
    }

    /** Number of words from the first of the vocabulary to the last that a training caption contains. */
    private static int wordsInCaptions(EmbeddedDataset training) {
        return 1 + IntStream.range(0, training.size())
                .map(caption -> IntStream.of(training.words(caption)).max().orElse(-1)).max().orElse(-1);
    }

    private static void scaleTo(double size, FloatMatrix matrix) {
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
