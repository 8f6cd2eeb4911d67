package io.semsearch.operations.training;

import io.semsearch.files.AtomicFile;
import io.semsearch.trainer.EpochReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What was measured in training, in a collection's folder of reports: {@code training.jsonl}, one {@link EpochReport}
 * a line.
 *
 * @param folder exists, unless reports are only read */
public record TrainingReports(Path folder) {

    /** The measurements. */
    public Path lines() {
        return folder.resolve("training.jsonl");
    }

    /** An image of their curves, if an application has drawn one. */
    public Path curves() {
        return folder.resolve("training.png");
    }

    /** The epochs in order; none if there is no file.
     *
     * @throws IOException if the file is damaged or cannot be read */
    public List<EpochReport> read() throws IOException {
        if (!Files.exists(lines())) {
            return List.of();
        }
        try {
            return Files.readAllLines(lines()).stream()
                    .map(line -> JsonMapper.shared().readValue(line, EpochReport.class)).toList();
        } catch (JacksonException e) {
            throw new IOException(lines() + ": not the lines that training writes: " + e.getOriginalMessage(), e);
        }
    }

    /** Deletes the reports of an earlier run. */
    void clear() throws IOException {
        Files.deleteIfExists(lines());
        Files.deleteIfExists(curves());
    }

    void append(EpochReport report) throws IOException {
        String earlier = Files.exists(lines()) ? Files.readString(lines()) : "";
        AtomicFile.writeString(lines(), earlier + line(report));
    }

    /** Writes the lines of all epochs of a run: one that was interrupted and resumed may lack some. Deletes the curves
     * of an earlier run. */
    void replace(List<EpochReport> reports) throws IOException {
        Files.deleteIfExists(curves());
        AtomicFile.writeString(lines(), reports.stream().map(TrainingReports::line).collect(Collectors.joining()));
    }

    private static String line(EpochReport report) {
        return JsonMapper.shared().writeValueAsString(report) + "\n";
    }
}
