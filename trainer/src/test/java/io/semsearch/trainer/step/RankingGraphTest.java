package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.trainer.config.Loss;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.Objective;
import io.semsearch.vector.FloatMatrix;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    private static final Objective IMAGES_MARGIN = inBatch(new Loss.Margin(0.25), Negatives.IMAGE_BATCH);
    private static final Objective IMAGES_CONTRAST = inBatch(new Loss.InfoNce(0.1), Negatives.IMAGE_BATCH);
    private static final Objective IMAGES_BOTH = inBatch(
            new Loss.Both(new Loss.Margin(0.25), new Loss.InfoNce(0.1), 0.5), Negatives.IMAGE_BATCH);
    private static final int FEATURES = 7;
    private static final int DIMENSION = 5;
    private static final int SENTENCE = 4;

    private static final int[] CAPTIONS = {3, 0, 5, 2};
    /** Two captions of image 1. */
    private static final int[] IMAGES = {1, 4, 1, 0};
    /** The images of an image batch, the column of each caption's own, and its weight: the last row is no caption. */
    private static final int[] COLUMNS = {1, 4, 0};
    private static final int[] OWN = {0, 1, 0, 2};
    private static final double[] WEIGHTS = {0.2, 0.3, 0.5, 0};
    private static final int[] TRIPLET_IMAGES = {1, 4, 1, 0, 2, 3, 0, 3};

    private INDArray features;
    private INDArray embeddings;
    private INDArray mask;
    private INDArray bias;
    private INDArray projection;
    private INDArray sums;
    private INDArray sentences;
    private INDArray sentenceMap;

    /** In double precision, so that finite differences mean something. */
    @BeforeEach
    void draw() {
        Nd4j.getRandom().setSeed(11);
        features = Nd4j.randn(DataType.DOUBLE, 6, FEATURES);
        embeddings = Nd4j.randn(DataType.DOUBLE, 6, DIMENSION);
        embeddings.diviColumnVector(embeddings.norm2(1));
        projection = Nd4j.randn(DataType.DOUBLE, FEATURES, DIMENSION);
        bias = Nd4j.randn(DataType.DOUBLE, 1, DIMENSION);
        sums = Nd4j.randn(DataType.DOUBLE, CAPTIONS.length, DIMENSION);
        sentences = Nd4j.randn(DataType.DOUBLE, CAPTIONS.length, SENTENCE);
        sentenceMap = Nd4j.randn(DataType.DOUBLE, SENTENCE, DIMENSION);
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

        int[] images() {
            if (parts.isImageBatch()) {
                return COLUMNS;
            }
            return parts.objective().negatives().isInBatch() ? IMAGES : TRIPLET_IMAGES;
        }

        @Override
        public String toString() {
            return parts.objective().loss() + " " + parts.objective().negatives() + (parts.dropout() ? ", mask" : "")
                    + (parts.learnsWords() ? ", words" : "") + (parts.learnsSentences() ? ", sentences" : "")
                    + (biased ? ", bias" : "");
        }
    }

    static Stream<Case> cases() {
        return Stream.of(TRIPLETS, ALL_PAIRS, HARDEST_PAIRS, CONTRAST, IMAGES_MARGIN, IMAGES_CONTRAST, IMAGES_BOTH)
                .flatMap(objective -> Stream.of(new Case(objective, false, false, false),
                        new Case(objective, false, true, false), new Case(objective, true, false, true),
                        new Case(objective, true, true, true),
                        new Case(new RankingGraph.Parts(objective, true, true, SENTENCE), false)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLossIsItsDefinition(Case graph) {
        SameDiff saved = RankingGraph.define(projection, graph.biased ? bias : null, graph.parts);

        assertThat(value(saved, graph, RankingGraph.LOSS).getDouble(0))
                .isCloseTo(lossByDefinition(graph), within(1e-9)).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientsAreThoseOfFiniteDifferences(Case graph) {
        SameDiff gradients = gradients(graph);

        assertThat(RankingGradients.names(graph.parts))
                .hasSize(1 + (graph.parts.learnsWords() ? 1 : 0) + (graph.parts.learnsSentences() ? 1 : 0));
        requireFiniteDifferences(value(gradients, graph, RankingGradients.OF_PROJECTION), projection, graph);
        if (graph.parts.learnsWords()) {
            requireFiniteDifferences(value(gradients, graph, RankingGradients.OF_CAPTION_SUMS), sums, graph);
        }
        if (graph.parts.learnsSentences()) {
            requireFiniteDifferences(value(gradients, graph, RankingGradients.OF_SENTENCE_MAP), sentenceMap, graph);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anImageWithoutDirectionDoesNotSpoilTheGradient(Case graph) {
        features.getRow(1).assign(0);

        INDArray gradient = value(gradients(new Case(graph.parts, false)), graph, RankingGradients.OF_PROJECTION);
        assertThat(gradient.sumNumber().doubleValue()).isFinite();
    }

    /** At the lowest temperatures in use, exponents reach -200: beyond what floats can hold as a power. */
    @ParameterizedTest
    @EnumSource(names = {"IN_BATCH", "IMAGE_BATCH"})
    void aLowTemperatureIsNoTroubleInSinglePrecision(Negatives negatives) {
        Case graph = new Case(inBatch(new Loss.InfoNce(0.01), negatives), false, false, false);
        double expected = lossByDefinition(graph);
        features = features.castTo(DataType.FLOAT);
        embeddings = embeddings.castTo(DataType.FLOAT);
        projection = projection.castTo(DataType.FLOAT);
        SameDiff gradients = gradients(graph);

        assertThat(value(gradients, graph, RankingGraph.LOSS).getDouble(0)).isCloseTo(expected,
                within(1e-3 * expected));
        INDArray gradient = value(gradients, graph, RankingGradients.OF_PROJECTION);
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

    private SameDiff gradients(Case graph) {
        SameDiff defined = RankingGraph.defineForTraining(projection, graph.biased ? bias : null, graph.parts);
        return RankingGradients.add(defined, graph.parts);
    }

    private INDArray value(SameDiff graph, Case of, String name) {
        Map<String, INDArray> inputs = new HashMap<>();
        if (graph.getVariable(RankingGraph.PROJECTION).isPlaceHolder()) {
            inputs.put(RankingGraph.PROJECTION, projection);
        }
        inputs.put(RankingGraph.IMAGE_FEATURES, features);
        inputs.put(RankingGraph.IMAGE_ROWS, Nd4j.createFromArray(of.images()));
        if (of.parts.dropout()) {
            inputs.put(RankingGraph.FEATURE_MASK, maskOf(of));
        }
        if (of.parts.learnsWords()) {
            inputs.put(RankingGraph.CAPTION_SUMS, sums);
        } else {
            inputs.put(RankingGraph.CAPTION_EMBEDDINGS, embeddings);
            inputs.put(RankingGraph.CAPTION_ROWS, Nd4j.createFromArray(CAPTIONS));
        }
        if (of.parts.learnsSentences()) {
            inputs.put(RankingGraph.SENTENCES, sentences);
            inputs.put(RankingGraph.SENTENCE_MAP, sentenceMap);
        }
        if (of.parts.isImageBatch()) {
            INDArray pairs = Nd4j.zeros(projection.dataType(), OWN.length, COLUMNS.length);
            IntStream.range(0, 3).forEach(row -> pairs.putScalar(row, OWN[row], 1));
            inputs.put(RankingGraph.PAIRS, pairs);
            inputs.put(RankingGraph.CAPTION_WEIGHTS,
                    Nd4j.createFromArray(WEIGHTS).castTo(projection.dataType()).reshape(OWN.length, 1));
        }
        if (of.parts.needsHardest()) {
            FloatMatrix similarities = similarities(of);
            inputs.put(RankingGraph.HARDEST_IMAGES,
                    Nd4j.createFromArray(HardestPairs.images(similarities, IMAGES)));
            inputs.put(RankingGraph.HARDEST_CAPTIONS,
                    Nd4j.createFromArray(HardestPairs.captions(similarities, IMAGES)));
        }
        return Objects.requireNonNull(graph.output(inputs, name).get(name));
    }

    private INDArray maskOf(Case graph) {
        return Nd4j.pullRows(mask, 1, IntStream.range(0, graph.images().length).toArray());
    }

    private double lossByDefinition(Case graph) {
        PlainLoss loss = new PlainLoss(graph.parts.objective());
        return graph.parts.isImageBatch()
                ? loss.ofImageBatch(captions(graph), images(graph), OWN, WEIGHTS)
                : loss.of(captions(graph), images(graph), graph.images());
    }

    private FloatMatrix similarities(Case graph) {
        INDArray products = Nd4j.create(captions(graph)).mmul(Nd4j.create(images(graph)).transpose());
        return FloatMatrix.wrap(products.rows(), products.columns(), products.dup('c').data().asFloat());
    }

    private double[][] images(Case graph) {
        return PlainLoss.unitRows(Nd4j.pullRows(features, 1, graph.images()),
                graph.parts.dropout() ? Optional.of(maskOf(graph)) : Optional.empty(), projection,
                graph.biased ? Optional.of(bias) : Optional.empty());
    }

    private double[][] captions(Case graph) {
        INDArray all = graph.parts.learnsSentences() ? sums.add(sentences.mmul(sentenceMap)) : sums;
        return graph.parts.learnsWords()
                ? PlainLoss.unitRows(all, Optional.empty(), Nd4j.eye(DIMENSION).castTo(DataType.DOUBLE),
                        Optional.empty())
                : Nd4j.pullRows(embeddings, 1, CAPTIONS).toDoubleMatrix();
    }

    private static Objective inBatch(Loss loss, Negatives negatives) {
        return new Objective(loss, negatives, Objective.DEFAULT_POOL, 0);
    }
}
