package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

class RankingGraphTest {

    private static final Objective TRIPLETS = Objective.triplets(0.25);
    private static final Objective ALL_PAIRS = inBatch(new Loss.Margin(0.25), Negatives.IN_BATCH);
    private static final Objective HARDEST_PAIRS = inBatch(new Loss.Margin(0.25), Negatives.IN_BATCH_HARDEST);
    private static final Objective CONTRAST = inBatch(new Loss.InfoNce(0.1), Negatives.IN_BATCH);
    private static final int FEATURES = 7;
    private static final int DIMENSION = 5;
    private static final int WORDS = 6;

    private static final int[] CAPTIONS = {3, 0, 5, 2};
    /** Two captions of image 1. */
    private static final int[] IMAGES = {1, 4, 1, 0};
    private static final int[] TRIPLET_CAPTIONS = {3, 0, 5, 2, 3, 0, 5, 2};
    private static final int[] TRIPLET_IMAGES = {1, 4, 1, 0, 2, 3, 0, 3};

    private INDArray features;
    private INDArray embeddings;
    private INDArray wordWeights;
    private INDArray mask;
    private INDArray bias;
    private INDArray projection;
    private INDArray words;

    /** In double precision, so that finite differences mean something. */
    @BeforeEach
    void draw() {
        Nd4j.getRandom().setSeed(11);
        features = Nd4j.randn(DataType.DOUBLE, 6, FEATURES);
        embeddings = Nd4j.randn(DataType.DOUBLE, 6, DIMENSION);
        embeddings.diviColumnVector(embeddings.norm2(1));
        projection = Nd4j.randn(DataType.DOUBLE, FEATURES, DIMENSION);
        bias = Nd4j.randn(DataType.DOUBLE, 1, DIMENSION);
        words = Nd4j.randn(DataType.DOUBLE, WORDS, DIMENSION);
        wordWeights = Nd4j.rand(DataType.DOUBLE, CAPTIONS.length, WORDS);
        wordWeights.putScalar(2, 0, 0);
        mask = Nd4j.rand(DataType.DOUBLE, TRIPLET_IMAGES.length, FEATURES);
        mask = mask.gt(0.4).castTo(DataType.DOUBLE).mul(1 / 0.6);
    }

    /** One graph.
     *
     * @param biased whether a bias is added to what is projected */
    record Case(RankingGraph.Parts parts, boolean biased) {

        Case(Objective objective, boolean dropout, boolean learnsWords, boolean biased) {
            this(new RankingGraph.Parts(objective, dropout, learnsWords), biased);
        }

        boolean inBatch() {
            return parts.objective().negatives().isInBatch();
        }

        @Override
        public String toString() {
            return parts.objective().loss() + " " + parts.objective().negatives() + (parts.dropout() ? ", mask" : "")
                    + (parts.learnsWords() ? ", words" : "") + (biased ? ", bias" : "");
        }
    }

    static Stream<Case> cases() {
        return Stream.of(TRIPLETS, ALL_PAIRS, HARDEST_PAIRS, CONTRAST)
                .flatMap(objective -> Stream.of(new Case(objective, false, false, false),
                        new Case(objective, false, true, false), new Case(objective, true, false, true),
                        new Case(objective, true, true, true)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLossIsItsDefinition(Case graph) {
        double loss = value(define(graph), graph, RankingGraph.LOSS).getDouble(0);

        assertThat(loss).isCloseTo(lossByDefinition(graph), within(1e-9)).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientsAreThoseOfFiniteDifferences(Case graph) {
        SameDiff defined = define(graph);
        List<String> names = RankingGraph.addGradients(defined, graph.parts);
        SameDiff gradients = defined.getFunction("grad");

        assertThat(names).hasSize(graph.parts.learnsWords() ? 2 : 1);
        requireFiniteDifferences(value(gradients, graph, RankingGraph.PROJECTION_GRADIENT), projection, graph);
        if (graph.parts.learnsWords()) {
            requireFiniteDifferences(value(gradients, graph, RankingGraph.WORD_GRADIENT), words, graph);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anImageWithoutDirectionDoesNotSpoilTheGradient(Case graph) {
        features.getRow(1).assign(0);
        SameDiff defined = define(new Case(graph.parts, false));
        RankingGraph.addGradients(defined, graph.parts);

        INDArray gradient = value(defined.getFunction("grad"), graph, RankingGraph.PROJECTION_GRADIENT);
        assertThat(gradient.sumNumber().doubleValue()).isFinite();
    }

    /** What is not there must not pull: zeros fill the words of a batch up to a round number. */
    @Test
    void rowsOfZerosBesideTheWordsChangeNothing() {
        Case graph = new Case(CONTRAST, false, true, false);
        SameDiff defined = define(graph);
        RankingGraph.addGradients(defined, graph.parts);
        INDArray expected = value(defined.getFunction("grad"), graph, RankingGraph.WORD_GRADIENT).dup();

        words = Nd4j.concat(0, words, Nd4j.zeros(DataType.DOUBLE, 3, DIMENSION));
        wordWeights = Nd4j.concat(1, wordWeights, Nd4j.zeros(DataType.DOUBLE, CAPTIONS.length, 3));
        INDArray padded = value(defined.getFunction("grad"), graph, RankingGraph.WORD_GRADIENT);

        for (int row = 0; row < WORDS + 3; row++) {
            for (int column = 0; column < DIMENSION; column++) {
                assertThat(padded.getDouble(row, column))
                        .isCloseTo(row < WORDS ? expected.getDouble(row, column) : 0, within(1e-12));
            }
        }
    }

    /** At the lowest temperatures in use, exponents reach -200: beyond what floats can hold as a power. */
    @Test
    void aLowTemperatureIsNoTroubleInSinglePrecision() {
        Case graph = new Case(inBatch(new Loss.InfoNce(0.01), Negatives.IN_BATCH), false, false, false);
        double expected = lossByDefinition(graph);
        features = features.castTo(DataType.FLOAT);
        embeddings = embeddings.castTo(DataType.FLOAT);
        projection = projection.castTo(DataType.FLOAT);
        SameDiff defined = define(graph);
        RankingGraph.addGradients(defined, graph.parts);

        assertThat(value(defined, graph, RankingGraph.LOSS).getDouble(0)).isCloseTo(expected, within(1e-3 * expected));
        INDArray gradient = value(defined.getFunction("grad"), graph, RankingGraph.PROJECTION_GRADIENT);
        assertThat(gradient.cond(Conditions.notFinite()).any()).isFalse();
    }

    private void requireFiniteDifferences(INDArray gradient, INDArray weights, Case graph) {
        double step = 1e-6;
        assertThat(gradient.amaxNumber().doubleValue()).isGreaterThan(0.01);
        for (int row = 0; row < weights.rows(); row++) {
            for (int column = 0; column < weights.columns(); column++) {
                double weight = weights.getDouble(row, column);
                weights.putScalar(row, column, weight + step);
                double above = lossByDefinition(graph);
                weights.putScalar(row, column, weight - step);
                double below = lossByDefinition(graph);
                weights.putScalar(row, column, weight);
                assertThat(gradient.getDouble(row, column)).isCloseTo((above - below) / (2 * step), within(1e-7));
            }
        }
    }

    private SameDiff define(Case graph) {
        return RankingGraph.define(projection, graph.biased ? bias : null, graph.parts);
    }

    private INDArray value(SameDiff graph, Case of, String name) {
        Map<String, INDArray> inputs = new HashMap<>();
        inputs.put(RankingGraph.IMAGE_FEATURES, features);
        inputs.put(RankingGraph.IMAGE_ROWS, Nd4j.createFromArray(of.inBatch() ? IMAGES : TRIPLET_IMAGES));
        if (of.parts.dropout()) {
            inputs.put(RankingGraph.FEATURE_MASK, maskOf(of));
        }
        if (of.parts.learnsWords()) {
            inputs.put(RankingGraph.WORDS, words);
            inputs.put(RankingGraph.WORD_WEIGHTS, wordWeights);
        } else {
            inputs.put(RankingGraph.CAPTION_EMBEDDINGS, embeddings);
            inputs.put(RankingGraph.CAPTION_ROWS, Nd4j.createFromArray(of.inBatch() ? CAPTIONS : TRIPLET_CAPTIONS));
        }
        return Objects.requireNonNull(graph.output(inputs, name).get(name));
    }

    private INDArray maskOf(Case graph) {
        return graph.inBatch() ? Nd4j.pullRows(mask, 1, new int[]{0, 1, 2, 3}) : mask;
    }

    private double lossByDefinition(Case graph) {
        int[] rows = graph.inBatch() ? IMAGES : TRIPLET_IMAGES;
        double[][] images = PlainLoss.unitRows(Nd4j.pullRows(features, 1, rows),
                graph.parts.dropout() ? Optional.of(maskOf(graph)) : Optional.empty(), projection,
                graph.biased ? Optional.of(bias) : Optional.empty());
        double[][] captions = graph.parts.learnsWords()
                ? PlainLoss.unitRows(wordWeights, Optional.empty(), words, Optional.empty())
                : Nd4j.pullRows(embeddings, 1, CAPTIONS).toDoubleMatrix();
        return new PlainLoss(graph.parts.objective()).of(captions, images, rows);
    }

    private static Objective inBatch(Loss loss, Negatives negatives) {
        return new Objective(loss, negatives, Objective.DEFAULT_POOL, 0);
    }
}
