package io.semsearch.trainer.captioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.captioning.Architecture;
import io.semsearch.captioning.CaptionVocabulary;
import io.semsearch.captioning.Captioner;
import io.semsearch.trainer.backend.Backend;
import io.semsearch.trainer.backend.Device;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The network against finite differences, and against its double in plain Java. */
class CaptionerGraphTest {

    private static final CaptionVocabulary VOCABULARY = new CaptionVocabulary(
            List.of("<start>", "<end>", "<unknown>", "a", "dog", "runs"));
    private static final int FEATURES = 3;

    @BeforeAll
    static void useTheProcessor() {
        Backend.select(Device.CPU);
    }

    private static CaptionerConfig config(Architecture architecture) {
        return CaptionerConfig.DEFAULT.withArchitecture(architecture).withShape(new CaptionerConfig.Shape(2, 3, 10))
                .withStep(new CaptionerConfig.Step(2, 1e-2, 5, 0, CaptionerConfig.Dropout.NONE));
    }

    /** Captions of three words and of two, the second filled up. */
    @ParameterizedTest
    @EnumSource
    void gradientsEqualFiniteDifferences(Architecture architecture) {
        DataType before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try (INDArray images = Nd4j.createFromArray(new double[][]{{0.5, -1, 2}, {1, 0.3, -0.7}})) {
            ComputationGraph graph = CaptionerGraph.create(config(architecture), FEATURES, VOCABULARY.size(),
                    DataType.DOUBLE);
            boolean isInit = architecture == Architecture.INIT;
            INDArray words = Nd4j.createFromArray(new double[][][]{{{0, 3, 4, 5}}, {{0, 3, 4, 1}}});
            INDArray labels = Nd4j.createFromArray(isInit
                    ? new double[][][]{{{0, 3, 4, 5, 1}}, {{0, 3, 4, 1, 0}}}
                    : new double[][][]{{{3, 4, 5, 1}}, {{3, 4, 1, 0}}});
            INDArray mask = Nd4j.createFromArray(isInit
                    ? new double[][]{{0, 1, 1, 1, 1}, {0, 1, 1, 1, 0}}
                    : new double[][]{{1, 1, 1, 1}, {1, 1, 1, 0}});

            boolean passed = GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig().net(graph)
                    .inputs(new INDArray[]{images, words}).labels(new INDArray[]{labels})
                    .labelMask(new INDArray[]{mask}).epsilon(1e-6).maxRelError(1e-4).minAbsoluteError(1e-8));

            assertThat(passed).isTrue();
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void probabilitiesEqualThoseOfPlainJava(Architecture architecture) {
        ComputationGraph graph = CaptionerGraph.create(config(architecture), FEATURES, VOCABULARY.size(),
                DataType.FLOAT);
        float[] features = {0.5f, -1, 2};
        INDArray words = Nd4j.createFromArray(new float[][][]{{{0, 3, 4, 5}}});
        INDArray expected = graph.outputSingle(Nd4j.createFromArray(new float[][]{features}), words);

        Captioner captioner = new Captioner(CaptionerGraph.weights(graph, architecture), VOCABULARY);
        FloatMatrix probabilities = captioner.probabilities(features, new int[]{3, 4, 5});

        int skipped = architecture == Architecture.INIT ? 1 : 0;
        for (int place = 0; place < 4; place++) {
            for (int word = 0; word < VOCABULARY.size(); word++) {
                assertThat(probabilities.get(place, word)).isCloseTo(expected.getFloat(0, word, place + skipped),
                        within(1e-5f));
            }
        }
    }
}
