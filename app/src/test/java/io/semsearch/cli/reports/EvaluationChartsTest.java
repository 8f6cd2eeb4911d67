package io.semsearch.cli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.reports.EvaluationCharts.LogBin;
import org.junit.jupiter.api.Test;

class EvaluationChartsTest {

    @Test
    void binsDouble() {
        assertThat(LogBin.of(new int[]{1, 9, 2, 3, 4, 5, 1})).containsExactly(new LogBin(1, 1, 2), new LogBin(2, 2, 1),
                new LogBin(3, 4, 2), new LogBin(5, 8, 1), new LogBin(9, 16, 1));
        assertThat(LogBin.of(new int[]{0, 0, 3})).containsExactly(new LogBin(0, 0, 2), new LogBin(1, 1, 0),
                new LogBin(2, 2, 0), new LogBin(3, 4, 1));
        assertThat(LogBin.of(new int[]{0, 0})).containsExactly(new LogBin(0, 0, 2));
        assertThat(LogBin.of(new int[]{Integer.MAX_VALUE}).getLast().count()).isEqualTo(1);
    }

    @Test
    void otherValuesAreCountedInTheSameBins() {
        LogBin bin = new LogBin(3, 4, 7);

        assertThat(bin.countIn(new int[]{2, 3, 4, 4, 5})).isEqualTo(3);
        assertThat(bin.countIn(new int[0])).isZero();
    }

    @Test
    void labelsTellTheBounds() {
        assertThat(new LogBin(1, 1, 0).label()).isEqualTo("1");
        assertThat(new LogBin(5, 8, 0).label()).isEqualTo("5-8");
    }
}
