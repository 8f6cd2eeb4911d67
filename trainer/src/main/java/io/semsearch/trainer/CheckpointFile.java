package io.semsearch.trainer;

import io.semsearch.artifact.SafetensorsFile;
import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.files.AtomicFile;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.step.TrainingState;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A checkpoint: the state of a training run after one of its epochs, as a safetensors file to resume from.
 *
 * <p>Tensors: {@code projection} and {@code best_projection}, F32 [featureDimension, semanticDimension]; {@code words}
 * and {@code best_words}, F32 [words, semanticDimension], if words are learned; {@code sentence_map}
 * and {@code best_sentence_map}, F32 [encoder's dimension, semanticDimension], with a sentence part;
 * {@code moment.NAME} for each moment of the optimizers. Metadata: {@code steps}, a number; {@code run}, the options
 * and data of the run as text; {@code reports}, the epochs so far as a JSON list of {@link EpochReport}.
 *
 * @param file the checkpoint file
 * @param run  the options and data as text; a run is resumed only with equal ones */
record CheckpointFile(Path file, String run) {

    private static final String MOMENT = "moment.";

    /** Replaces the file atomically. */
    void write(TrainingHistory history) throws IOException {
        TrainingState state = history.state();
        ModelWeights best = history.bestWeights();
        SafetensorsWriter writer = new SafetensorsWriter().metadata("run", run)
                .metadata("steps", Integer.toString(state.steps()))
                .metadata("reports", JsonMapper.shared().writeValueAsString(history.reports()))
                .add("projection", state.weights().projection()).add("best_projection", best.projection());
        state.weights().words().ifPresent(words -> writer.add("words", words));
        best.words().ifPresent(words -> writer.add("best_words", words));
        state.weights().sentenceMap().ifPresent(map -> writer.add("sentence_map", map));
        best.sentenceMap().ifPresent(map -> writer.add("best_sentence_map", map));
        state.moments().forEach((name, moment) -> writer.add(MOMENT + name, moment));
        AtomicFile.write(file, writer::writeTo);
    }

    /** Reads the run so far.
     *
     * @throws IOException if there is no file, if it is damaged, or if the run had other options or other data */
    TrainingHistory read() throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": there is no run to resume: train without --resume first");
        }
        SafetensorsFile tensors = SafetensorsFile.open(file);
        TrainingHistory history = history(tensors);
        String found = tensors.metadata().getOrDefault("run", "");
        if (!found.equals(run)) {
            throw new IOException(file + ": the run to resume had other data or options: it was " + found + ", this is "
                    + run + "; give the same, or train without --resume");
        }
        return history;
    }

    private TrainingHistory history(SafetensorsFile tensors) throws IOException {
        Map<String, FloatMatrix> moments = new TreeMap<>();
        for (String name : tensors.names()) {
            if (name.startsWith(MOMENT)) {
                moments.put(name.substring(MOMENT.length()), tensors.tensor(name).toFloatMatrix());
            }
        }
        ModelWeights last = weights(tensors, "");
        ModelWeights best = weights(tensors, "best_");
        try {
            int steps = Integer.parseInt(tensors.metadata().getOrDefault("steps", ""));
            List<EpochReport> reports = List.of(JsonMapper.shared()
                    .readValue(tensors.metadata().getOrDefault("reports", ""), EpochReport[].class));
            return new TrainingHistory(reports, new TrainingState(last, moments, steps), best);
        } catch (NumberFormatException | JacksonException e) {
            throw new IOException(file + ": not a checkpoint of a training run: train without --resume", e);
        }
    }

    private static ModelWeights weights(SafetensorsFile tensors, String prefix) throws IOException {
        return new ModelWeights(tensors.tensor(prefix + "projection").toFloatMatrix(),
                optional(tensors, prefix + "words"), optional(tensors, prefix + "sentence_map"));
    }

    private static Optional<FloatMatrix> optional(SafetensorsFile tensors, String name) throws IOException {
        return tensors.names().contains(name) ? Optional.of(tensors.tensor(name).toFloatMatrix()) : Optional.empty();
    }
}
