package io.semsearch.trainer.initialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.evaluation.Ranks;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.WordVectors;
import io.semsearch.trainer.SmallWorld;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ridge regression and canonical correlation, on a world that a linear map can learn. */
class ClosedFormTest {

    private static final SmallWorld WORLD = new SmallWorld(5);
    private static final EmbeddedDataset TRAINING = WORLD.images(400, 1);
    private static final FeatureScaler SCALING = FeatureScaler.learn(FeatureScaling.CENTER,
            TRAINING.images().matrix());
    private static final FloatMatrix FEATURES = SCALING.apply(TRAINING.images().matrix());

    enum Method {
        RIDGE, CCA;

        ModelWeights solve(EmbeddedDataset dataset, FloatMatrix features) {
            return this == RIDGE
                    ? RidgeRegression.solve(dataset, features)
                    : new CanonicalCorrelation(dataset, features).solve(SmallWorld.SEMANTIC_DIMENSION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsImagesThatItHasNeverSeen(Method method) {
        ModelWeights point = method.solve(TRAINING, FEATURES);
        EmbeddedDataset others = WORLD.images(100, 2);

        FloatMatrix queries = others.embeddings(rows(others), embedder(point.words().orElseThrow()));
        FloatMatrix images = SCALING.fold(point.projection()).projectAll(others.images());
        RetrievalMetrics found = RetrievalMetrics
                .of(Ranks.ofTargets(queries, images, others.imageRows(), Progress.Task.NONE));
        // by chance 0.1
        assertThat(found.recallAt10()).isGreaterThan(0.6);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameAgain(Method method) {
        ModelWeights point = method.solve(TRAINING, FEATURES);
        ModelWeights again = method.solve(TRAINING, FEATURES);

        assertThat(again.projection().values()).containsExactly(point.projection().values());
        assertThat(again.words().orElseThrow().values()).containsExactly(point.words().orElseThrow().values());
    }

    /** The normal equations (X'X + r I) M = X'Y, captions one a row; r is the mean variance. */
    @Test
    void ridgeRegressionSolvesItsNormalEquations() {
        ModelWeights point = RidgeRegression.solve(TRAINING, FEATURES);
        FloatMatrix texts = TRAINING.embeddings(rows(TRAINING), embedder(point.words().orElseThrow()));
        FloatMatrix images = FEATURES.selectRows(TRAINING.imageRows());
        FloatMatrix squares = images.transpose().multiply(images);
        int f = FEATURES.columns();
        double ridge = IntStream.range(0, f).mapToDouble(i -> squares.get(i, i)).average().orElseThrow();

        FloatMatrix left = squares.multiply(point.projection());
        FloatMatrix right = images.transpose().multiply(texts);
        for (int i = 0; i < f * texts.columns(); i++) {
            assertThat(left.values()[i] + ridge * point.projection().values()[i])
                    .isCloseTo(right.values()[i], within(1e-3));
        }
        assertThat(Vectors.norm(right.values())).isGreaterThan(10);
    }

    @Test
    void ridgeRegressionShiftsAllWordsByOneVector() {
        FloatMatrix words = RidgeRegression.solve(TRAINING, FEATURES).words().orElseThrow();

        WordVectors before = WORLD.embedder().wordVectors();
        for (int word = 0; word < words.rows(); word++) {
            for (int i = 0; i < words.columns(); i++) {
                assertThat(words.get(word, i) - before.vector(word)[i])
                        .isCloseTo(words.get(0, i) - before.vector(0)[i], within(1e-5f));
            }
        }
    }

    /** Over all captions, the two values of each direction correlate; the first direction more than the last. */
    @Test
    void directionsAreOrderedByCorrelation() {
        ModelWeights point = Method.CCA.solve(TRAINING, FEATURES);
        FloatMatrix images = FEATURES.selectRows(TRAINING.imageRows()).multiply(point.projection());
        FloatMatrix texts = FloatMatrix.zeros(TRAINING.size(), point.words().orElseThrow().columns());
        for (int caption = 0; caption < texts.rows(); caption++) {
            for (int word : TRAINING.words(caption)) {
                for (int i = 0; i < texts.columns(); i++) {
                    texts.values()[caption * texts.columns() + i] += point.words().orElseThrow().get(word, i);
                }
            }
        }

        double first = correlation(images, texts, 0);
        double last = correlation(images, texts, SmallWorld.SEMANTIC_DIMENSION - 1);
        assertThat(first).isBetween(0.4, 1.0).isGreaterThan(last);
        assertThat(last).isGreaterThan(0.1);
        for (int direction = 0; direction < texts.columns(); direction++) {
            assertThat(mean(images, direction)).isCloseTo(0, within(1e-4));
            // captions with a word twice have other weights
            assertThat(mean(texts, direction)).isCloseTo(0, within(0.05));
        }
    }

    @Test
    void noMoreDirectionsThanFeaturesAreFound() {
        ModelWeights point = new CanonicalCorrelation(TRAINING, FEATURES).solve(1000);

        assertThat(point.projection().columns()).isEqualTo(SmallWorld.FEATURE_DIMENSION);
        assertThat(Vectors.isFinite(point.projection().values())).isTrue();
        assertThat(Vectors.isFinite(point.words().orElseThrow().values())).isTrue();
    }

    @Test
    void aWordThatNoCaptionHasIsPlacedByItsVector() {
        WordVectors known = WORLD.embedder().wordVectors();
        int n = known.size();
        List<String> names = Stream.concat(IntStream.range(0, n).mapToObj(known::word),
                Stream.of("unseen", "unheard", "other")).toList();
        FloatMatrix vectors = FloatMatrix.zeros(n + 3, known.dimension());
        IntStream.range(0, n).forEach(word -> vectors.setRow(word, known.vector(word)));
        vectors.setRow(n, known.vector(0));
        vectors.setRow(n + 1, known.vector(0));
        vectors.setRow(n + 2, known.vector(1));
        int[] frequencies = Arrays.copyOf(WORLD.embedder().documentFrequencies().documentFrequencies(), n + 3);
        EmbeddedDataset dataset = TRAINING.withEmbedder(new CaptionEmbedder(new InMemoryWordVectors(names, vectors),
                new InverseDocumentFrequency(100, frequencies)));

        FloatMatrix words = Method.CCA.solve(dataset, FEATURES).words().orElseThrow();
        assertThat(Vectors.isFinite(words.values())).isTrue();
        assertThat(words.row(n)).containsExactly(words.row(n + 1)).isNotEqualTo(words.row(n + 2))
                .isNotEqualTo(words.row(0));
        assertThat(Vectors.norm(words.row(n))).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @EnumSource
    void imagesAllAlikeAreAnErrorOrAFiniteStart(Method method) {
        for (float value : new float[]{0, 0.1f, 3.3f}) {
            FloatMatrix constant = FloatMatrix.zeros(FEATURES.rows(), FEATURES.columns());
            Arrays.fill(constant.values(), value);
            requireErrorOrFinite(method, TRAINING, constant);
        }
    }

    @ParameterizedTest
    @EnumSource
    void captionsAllAlikeAreAnErrorOrAFiniteStart(Method method) {
        for (String caption : List.of("thing1", "thing1 thing2 thing3", "thing7 thing7 thing9")) {
            requireErrorOrFinite(method, captioned(caption), FEATURES);
        }
    }

    /** Either an error message that names the cause, or finite numbers. */
    private static void requireErrorOrFinite(Method method, EmbeddedDataset dataset, FloatMatrix features) {
        ModelWeights point;
        try {
            point = method.solve(dataset, features);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).*(alike|has length 0).*");
            return;
        }
        assertThat(Vectors.isFinite(point.projection().values())).isTrue();
        assertThat(Vectors.isFinite(point.words().orElseThrow().values())).isTrue();
    }

    private static EmbeddedDataset captioned(String text) {
        long[] ids = IntStream.range(0, FEATURES.rows()).asLongStream().toArray();
        List<ImageRecord> images = Arrays.stream(ids).mapToObj(ImageRecord::ofId).toList();
        List<Caption> captions = Arrays.stream(ids).mapToObj(id -> new Caption(id, id, text)).toList();
        return EmbeddedDataset.embed(
                CaptionedFeatures.join(new CaptionDataset(images, captions), ImageFeatures.of(ids, FEATURES)),
                WORLD.embedder());
    }

    private static CaptionEmbedder embedder(FloatMatrix words) {
        WordVectors known = WORLD.embedder().wordVectors();
        return WORLD.embedder().withVectors(
                new InMemoryWordVectors(IntStream.range(0, known.size()).mapToObj(known::word).toList(), words));
    }

    private static int[] rows(EmbeddedDataset dataset) {
        return IntStream.range(0, dataset.size()).toArray();
    }

    private static double mean(FloatMatrix matrix, int column) {
        return IntStream.range(0, matrix.rows()).mapToDouble(row -> matrix.get(row, column)).average().orElseThrow();
    }

    private static double correlation(FloatMatrix left, FloatMatrix right, int column) {
        double ofLeft = mean(left, column);
        double ofRight = mean(right, column);
        double between = 0;
        double squaresOfLeft = 0;
        double squaresOfRight = 0;
        for (int row = 0; row < left.rows(); row++) {
            double a = left.get(row, column) - ofLeft;
            double b = right.get(row, column) - ofRight;
            between += a * b;
            squaresOfLeft += a * a;
            squaresOfRight += b * b;
        }
        return between / Math.sqrt(squaresOfLeft * squaresOfRight);
    }
}
