package io.semsearch.cli.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.cli.output.Console;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.trainer.EpochReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class TrainingChartsTest {

    @TempDir
    Path folder;

    @Test
    void threeChartsAreDrawnSideBySide() throws IOException {
        BufferedImage drawn = draw(IntStream.rangeClosed(1, 3).mapToObj(TrainingChartsTest::report).toList());

        assertThat(drawn.getWidth()).isEqualTo(1560);
        assertThat(drawn.getHeight()).isEqualTo(380);
        assertThat(IntStream.range(0, 3).mapToObj(chart -> colors(drawn, chart)))
                .as("colors in each of three charts").allMatch(colors -> colors > 5);
    }

    @Test
    void oneEpochIsDrawnToo() throws IOException {
        assertThat(draw(List.of(report(1))).getWidth()).isEqualTo(1560);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = folder.resolve("missing").resolve("training.png");

        assertThatThrownBy(() -> write(file, List.of(report(1)))).isInstanceOf(IOException.class)
                .hasMessage(file + ": cannot be written: there is no folder " + file.getParent());
    }

    private BufferedImage draw(List<EpochReport> reports) throws IOException {
        Path file = folder.resolve("training.png");
        write(file, reports);
        return ImageIO.read(file.toFile());
    }

    private static void write(Path file, List<EpochReport> reports) throws IOException {
        TrainingCharts.write(file, reports, Console.of(new CommandLine(CommandSpec.create()).getCommandSpec()));
    }

    private static long colors(BufferedImage image, int chart) {
        int width = image.getWidth() / 3;
        return IntStream.range(0, width * image.getHeight())
                .map(i -> image.getRGB(chart * width + i % width, i / width)).distinct().count();
    }

    private static EpochReport report(int epoch) {
        return new EpochReport(epoch, 0.1, 0.8, 1000, new EpochReport.Measurement(0.04, 0.95, 90, 2, ranks()),
                Optional.of(new EpochReport.Measurement(0.05, 0.9, 30, 3, ranks())));
    }

    private static RetrievalMetrics ranks() {
        return RetrievalMetrics.of(new int[]{1, 4, 12});
    }
}
