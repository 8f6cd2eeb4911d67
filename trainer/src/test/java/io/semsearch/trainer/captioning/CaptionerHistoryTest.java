package io.semsearch.trainer.captioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.evaluation.captions.CaptionMetrics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaptionerHistoryTest {

    @Test
    void theLearningRateIsHalvedAfterEverySecondEpochWithoutABetterOne() {
        double[] ciderD = {0.1, 0.3, 0.2, 0.4, 0.3, 0.4, 0.3, 0.2, 0.5};

        assertThat(IntStream.rangeClosed(0, ciderD.length)
                .mapToDouble(count -> CaptionerHistory.learningRate(epochs(DoubleStream.of(ciderD).limit(count)), 8)))
                .containsExactly(8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 4.0, 4.0, 2.0, 2.0);
    }

    private static List<CaptionerEpoch> epochs(DoubleStream ciderD) {
        return ciderD.mapToObj(each -> new CaptionerEpoch(1, 1, new CaptionMetrics(0, 0, 0, 0, 0, each), 1, 1))
                .toList();
    }
}
