package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RankingGraphTest {

    private static final double MARGIN = 0.25;
    private static final RankingGraph.Parts PARTS = new RankingGraph.Parts(Objective.triplets(MARGIN), false, false);
    private static final int FEATURES = 7;
    private static final int DIMENSION = 5;

    private static final int[] CAPTION_ROWS = {3, 0, 5, 3, 0, 5};
    private static final int[] IMAGE_ROWS = {1, 4, 2, 0, 3, 3};

    private INDArray features;
    private INDArray captions;
    private INDArray projection;

    /** In double precision, so that finite differences mean something. */
    @BeforeEach
    void draw() {
        Nd4j.getRandom().setSeed(11);
        features = Nd4j.randn(DataType.DOUBLE, 6, FEATURES);
        captions = Nd4j.randn(DataType.DOUBLE, 6, DIMENSION);
        captions.diviColumnVector(captions.norm2(1));
        projection = Nd4j.randn(DataType.DOUBLE, FEATURES, DIMENSION);
    }

    @Test
    void theLossIsItsDefinition() {
        assertThat(lossOfGraph()).isCloseTo(lossByDefinition(), within(1e-9)).isGreaterThan(0.01);
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        SameDiff graph = RankingGraph.define(projection, null, PARTS);
        String name = RankingGraph.addGradients(graph, PARTS).getFirst();
        INDArray gradient = value(graph.getFunction("grad"), name);
        double step = 1e-6;

        assertThat(gradient.amaxNumber().doubleValue()).isGreaterThan(0.01);
        for (int row = 0; row < FEATURES; row++) {
            for (int column = 0; column < DIMENSION; column++) {
                double weight = projection.getDouble(row, column);
                projection.putScalar(row, column, weight + step);
                double above = lossByDefinition();
                projection.putScalar(row, column, weight - step);
                double below = lossByDefinition();
                projection.putScalar(row, column, weight);
                assertThat(gradient.getDouble(row, column)).isCloseTo((above - below) / (2 * step), within(1e-7));
            }
        }
    }

    @Test
    void anImageWithoutDirectionDoesNotSpoilTheGradient() {
        features.getRow(1).assign(0);
        SameDiff graph = RankingGraph.define(projection, null, PARTS);
        String name = RankingGraph.addGradients(graph, PARTS).getFirst();

        assertThat(value(graph.getFunction("grad"), name).sumNumber().doubleValue()).isFinite();
    }

    private double lossOfGraph() {
        return value(RankingGraph.define(projection, null, PARTS), RankingGraph.LOSS).getDouble(0);
    }

    private INDArray value(SameDiff graph, String name) {
        Map<String, INDArray> inputs = Map.of(RankingGraph.IMAGE_FEATURES, features, RankingGraph.CAPTION_EMBEDDINGS,
                captions, RankingGraph.CAPTION_ROWS, Nd4j.createFromArray(CAPTION_ROWS), RankingGraph.IMAGE_ROWS,
                Nd4j.createFromArray(IMAGE_ROWS));
        return Objects.requireNonNull(graph.output(inputs, name).get(name));
    }

    private double lossByDefinition() {
        double sum = 0;
        int batch = CAPTION_ROWS.length / 2;
        for (int i = 0; i < batch; i++) {
            double good = cosine(IMAGE_ROWS[i], CAPTION_ROWS[i]);
            double bad = cosine(IMAGE_ROWS[batch + i], CAPTION_ROWS[i]);
            sum += Math.max(0, MARGIN - (good - bad));
        }
        return sum / batch;
    }

    private double cosine(int image, int caption) {
        double dot = 0;
        double squares = 0;
        for (int column = 0; column < DIMENSION; column++) {
            double projected = 0;
            for (int feature = 0; feature < FEATURES; feature++) {
                projected += features.getDouble(image, feature) * projection.getDouble(feature, column);
            }
            dot += projected * captions.getDouble(caption, column);
            squares += projected * projected;
        }
        return dot / Math.sqrt(squares);
    }
}
