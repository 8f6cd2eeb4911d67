package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RecordedStepTest {

    private final SameDiff graph = SameDiff.create();
    private final INDArray left = Nd4j.zeros(DataType.FLOAT, 4, 3);
    private final INDArray right = Nd4j.zeros(DataType.FLOAT, 3, 5);
    private final INDArray chosen = Nd4j.zeros(DataType.INT32, 2);
    private final Map<String, INDArray> inputs = Map.of("left", left, "right", right, "chosen", chosen);

    RecordedStepTest() {
        SDVariable product = graph.placeHolder("left", DataType.FLOAT, 4, 3).mmul("product",
                graph.placeHolder("right", DataType.FLOAT, 3, 5));
        SDVariable shifted = graph.math().exp(product.mul(0.5).add(1)).mul(product);
        SDVariable normed = shifted.div(graph.math().sqrt(graph.squaredNorm(shifted, true, 1).add(1)));
        graph.gather("rows", normed, graph.placeHolder("chosen", DataType.INT32, 2), 0);
        graph.reshape(normed.mean(true, 1), 2L, 2L).sum("sums", true, 0);
    }

    @Test
    void aRepetitionComputesWhatSameDiffDoes() {
        try (RecordedStep step = new RecordedStep(graph, List.of("rows", "sums"), inputs, List.of())) {
            for (int i = 0; i < 3; i++) {
                draw();
                chosen.assign(i);
                step.runToChoice();
                step.runFromChoice();

                Map<String, INDArray> expected = graph.output(inputs, "rows", "sums");
                assertThat(step.output("rows")).isEqualTo(Objects.requireNonNull(expected.get("rows")));
                assertThat(step.output("sums")).isEqualTo(Objects.requireNonNull(expected.get("sums")));
            }
        }
    }

    @Test
    void lateInputsAreChosenByWhatWasComputedBefore() {
        try (RecordedStep step = new RecordedStep(graph, List.of("product", "rows"), inputs, List.of(chosen))) {
            for (int i = 0; i < 3; i++) {
                draw();
                INDArray product = left.mmul(right);
                step.runToChoice();
                assertThat(step.output("product")).isEqualTo(product);
                chosen.assign(Nd4j.createFromArray(3, 1));
                step.runFromChoice();

                assertThat(step.output("rows"))
                        .isEqualTo(Objects.requireNonNull(graph.output(inputs, "rows").get("rows")));
                chosen.assign(0);
            }
        }
    }

    @Test
    void closingGivesAllMemoryBack() {
        long before = 0;
        for (int i = 0; i < 200; i++) {
            try (RecordedStep step = new RecordedStep(graph, List.of("rows", "sums"), inputs, List.of())) {
                step.runToChoice();
            }
            before = i == 20 ? Pointer.totalBytes() : before;
        }
        assertThat(Pointer.totalBytes()).isLessThan(before + (1 << 20));
    }

    private void draw() {
        left.assign(Nd4j.randn(DataType.FLOAT, 4, 3));
        right.assign(Nd4j.randn(DataType.FLOAT, 3, 5));
    }
}
