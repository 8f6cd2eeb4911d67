package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.trainer.EpochReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainingReportsTest {

    @TempDir
    Path folder;

    @Test
    void everyEpochIsALineOfJson() throws IOException {
        TrainingReports reports = TrainingReports.in(folder);
        reports.append(report(1));
        reports.append(report(2));

        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).toString()).isEqualTo("{\"epoch\":2,\"trainingLoss\":0.1,\"trainingAccuracy\":0.8,"
                + "\"captionsPerSecond\":1000.0,\"training\":{\"loss\":0.04,\"accuracy\":0.95,\"gallerySize\":90,"
                + "\"queries\":2,\"textToImage\":" + JsonMapper.shared().writeValueAsString(ranks())
                + "},\"validation\":{\"loss\":0.05,\"accuracy\":0.9,\"gallerySize\":30,"
                + "\"queries\":3,\"textToImage\":" + JsonMapper.shared().writeValueAsString(ranks()) + "}}");
        assertThat(lines.get(1).get("validation").get("textToImage").propertyNames()).contains("recallAt1",
                "recallAt5", "recallAt10", "medianRank", "meanRank", "meanReciprocalRank");
    }

    @Test
    void theEndWritesAllLinesAnewAndDrawsThem() throws IOException {
        Files.writeString(folder.resolve("training.jsonl"), "{\"epoch\":1,\"trainingLo");
        List<EpochReport> all = IntStream.rangeClosed(1, 3).mapToObj(TrainingReportsTest::report).toList();

        TrainingReports.in(folder).finish(all);

        assertThat(lines()).extracting(line -> line.get("epoch").intValue()).containsExactly(1, 2, 3);
        BufferedImage picture = ImageIO.read(folder.resolve("training.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1560);
        assertThat(picture.getHeight()).isEqualTo(380);
        assertThat(IntStream.range(0, 3).mapToObj(chart -> colours(picture, chart)))
                .as("colours in each of three charts").allMatch(colours -> colours > 5);
    }

    @Test
    void oneEpochIsDrawnToo() throws IOException {
        TrainingReports.in(folder).finish(List.of(report(1)));

        assertThat(folder.resolve("training.png")).isNotEmptyFile();
    }

    @Test
    void aNewRunBeginsWithoutTheOldLines() throws IOException {
        TrainingReports reports = TrainingReports.in(folder);
        reports.append(report(1));
        reports.clear();
        reports.append(report(1));

        assertThat(lines()).hasSize(1);
    }

    @Test
    void noneKeepsNothing() throws IOException {
        TrainingReports.none().append(report(1));
        TrainingReports.none().clear();
        TrainingReports.none().finish(List.of(report(1)));

        assertThat(folder).isEmptyDirectory();
    }

    private List<JsonNode> lines() throws IOException {
        return Files.readAllLines(folder.resolve("training.jsonl")).stream().map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static long colours(BufferedImage picture, int chart) {
        int width = picture.getWidth() / 3;
        return IntStream.range(0, width * picture.getHeight())
                .map(i -> picture.getRGB(chart * width + i % width, i / width)).distinct().count();
    }

    private static EpochReport report(int epoch) {
        return new EpochReport(epoch, 0.1, 0.8, 1000, new EpochReport.Measurement(0.04, 0.95, 90, 2, ranks()),
                Optional.of(new EpochReport.Measurement(0.05, 0.9, 30, 3, ranks())));
    }

    private static RetrievalMetrics ranks() {
        return RetrievalMetrics.of(new int[]{1, 4, 12});
    }
}
