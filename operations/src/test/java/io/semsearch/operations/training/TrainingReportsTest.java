package io.semsearch.operations.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.trainer.EpochReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainingReportsTest {

    @TempDir
    Path folder;

    @Test
    void everyEpochIsALineOfJson() throws IOException {
        TrainingReports reports = new TrainingReports(folder);
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
    void theEndReplacesAllLines() throws IOException {
        Files.writeString(folder.resolve("training.jsonl"), "{\"epoch\":1,\"trainingLo");
        List<EpochReport> all = IntStream.rangeClosed(1, 3).mapToObj(TrainingReportsTest::report).toList();

        new TrainingReports(folder).replace(all);

        assertThat(lines()).extracting(line -> line.get("epoch").intValue()).containsExactly(1, 2, 3);
        assertThat(new TrainingReports(folder).read()).isEqualTo(all);
    }

    @Test
    void anEpochThatCannotBeWrittenNamesTheFileAndKeepsTheOthers() throws IOException {
        TrainingReports reports = new TrainingReports(Files.createDirectory(folder.resolve("reports")));
        reports.append(report(1));
        Path moved = Files.move(reports.folder(), folder.resolve("moved"));

        assertThatThrownBy(() -> reports.append(report(2))).isInstanceOf(IOException.class)
                .hasMessage(reports.lines() + ": cannot be written: there is no folder " + reports.folder());

        assertThat(new TrainingReports(moved).read()).containsExactly(report(1));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        TrainingReports reports = new TrainingReports(folder);
        assertThat(reports.read()).isEmpty();
        Files.writeString(reports.lines(), "{\"epoch\":1,\"trainingLo");

        assertThatThrownBy(reports::read).isInstanceOf(IOException.class)
                .hasMessageStartingWith(reports.lines() + ": not the lines that training writes: ");
    }

    @Test
    void aNewRunStartsWithoutTheOldLinesAndCurves() throws IOException {
        TrainingReports reports = new TrainingReports(folder);
        reports.append(report(1));
        Files.createFile(reports.curves());
        reports.clear();
        reports.append(report(1));

        assertThat(lines()).hasSize(1);
        assertThat(reports.curves()).doesNotExist();
    }

    private List<JsonNode> lines() throws IOException {
        return Files.readAllLines(folder.resolve("training.jsonl")).stream().map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static EpochReport report(int epoch) {
        return new EpochReport(epoch, 0.1, 0.8, 1000, new EpochReport.Measurement(0.04, 0.95, 90, 2, ranks()),
                Optional.of(new EpochReport.Measurement(0.05, 0.9, 30, 3, ranks())));
    }

    private static RetrievalMetrics ranks() {
        return RetrievalMetrics.of(new int[]{1, 4, 12});
    }
}
