package io.semsearch.trainer;

import io.semsearch.artifact.SafetensorsFile;
import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A training run after one of its epochs, as a safetensors file.
 *
 * <p>Tensors: {@code projection} and {@code best_projection} F32 [featureDimension, semanticDimension]; {@code words}
 * and {@code best_words} F32 [words, semanticDimension], if words are learned; and {@code moment.NAME} for each moment of
 * the optimizer. Metadata: {@code steps}; {@code run}, what tells
 * this run from another; and {@code reports}, the epochs so far as a JSON list.
 *
 * @param run     the options and the data of the run, as text: a run is resumed only if they are the same
 * @param state   after the last epoch
 * @param best    the projection of the best epoch so far
 * @param words   the words' vectors of the best epoch so far, if they are learned
 * @param reports of all epochs so far */
record Checkpoint(String run, TrainingState state, FloatMatrix best, Optional<FloatMatrix> words,
        List<EpochReport> reports) {

    private static final String MOMENT = "moment.";

    /** Writes beside and renames. */
    void writeTo(Path file) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter().metadata("run", run)
                .metadata("steps", Integer.toString(state.steps()))
                .metadata("reports", JsonMapper.shared().writeValueAsString(reports))
                .add("projection", state.projection()).add("best_projection", best);
        state.words().ifPresent(table -> writer.add("words", table));
        words.ifPresent(table -> writer.add("best_words", table));
        state.moments().forEach((name, moment) -> writer.add(MOMENT + name, moment));
        Path beside = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(beside);
        try {
            writer.writeTo(beside);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    static Checkpoint read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": there is no run to resume: train without --resume first");
        }
        SafetensorsFile tensors = SafetensorsFile.open(file);
        Map<String, FloatMatrix> moments = new TreeMap<>();
        for (String name : tensors.names()) {
            if (name.startsWith(MOMENT)) {
                moments.put(name.substring(MOMENT.length()), tensors.tensor(name).toFloatMatrix());
            }
        }
        try {
            int steps = Integer.parseInt(tensors.metadata().getOrDefault("steps", ""));
            List<EpochReport> reports = List.of(JsonMapper.shared()
                    .readValue(tensors.metadata().getOrDefault("reports", ""), EpochReport[].class));
            TrainingState state = new TrainingState(tensors.tensor("projection").toFloatMatrix(),
                    optional(tensors, "words"), moments, steps);
            return new Checkpoint(tensors.metadata().getOrDefault("run", ""), state,
                    tensors.tensor("best_projection").toFloatMatrix(), optional(tensors, "best_words"), reports);
        } catch (NumberFormatException | JacksonException e) {
            throw new IOException(file + ": not a checkpoint of a training run: train without --resume", e);
        }
    }

    private static Optional<FloatMatrix> optional(SafetensorsFile tensors, String name) throws IOException {
        return tensors.names().contains(name) ? Optional.of(tensors.tensor(name).toFloatMatrix()) : Optional.empty();
    }
}
