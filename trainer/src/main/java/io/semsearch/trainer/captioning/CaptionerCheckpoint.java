package io.semsearch.trainer.captioning;

import io.semsearch.artifact.SafetensorsFile;
import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.captioning.CaptionerWeights;
import io.semsearch.captioning.CaptionerWeightsFile;
import io.semsearch.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The state of a run after one of its epochs, as a safetensors file to resume from.
 *
 * <p>Tensors: {@code state.weights}, {@code state.average} F32 [1, weights], {@code state.moments} F32 [1, 2 weights];
 * the best epoch's as {@link CaptionerWeightsFile} names them. Metadata: {@code steps}; {@code run}, the options and
 * data as text; {@code epochs}, a JSON list of {@link CaptionerEpoch}. */
final class CaptionerCheckpoint {

    private final Path file;
    private final String run;

    /** @param file need not exist */
    CaptionerCheckpoint(Path file, CaptionerConfig config, PreparedCaptions data) {
        this.file = file;
        // epochs and patience may differ
        this.run = config.withEpochs(1, 1) + " on " + data.size() + " captions with " + data.vocabulary().size()
                + " words (" + Integer.toHexString(data.digest()) + ")";
    }

    /** Replaces the file atomically. */
    void write(CaptionerHistory history) throws IOException {
        CaptionerState state = history.state().orElseThrow();
        SafetensorsWriter writer = new SafetensorsWriter().metadata("run", run)
                .metadata("steps", Integer.toString(state.steps()))
                .metadata("epochs", JsonMapper.shared().writeValueAsString(history.epochs()))
                .add("state.weights", state.weights()).add("state.average", state.average())
                .add("state.moments", state.moments());
        CaptionerWeightsFile.add(writer, history.bestWeights());
        AtomicFile.write(file, writer::writeTo);
    }

    /** Reads the run so far.
     *
     * @throws IOException if there is no file, if it is damaged, or if the run had other options or other data */
    CaptionerHistory read() throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": there is no run to resume: train without --resume first");
        }
        SafetensorsFile tensors = SafetensorsFile.open(file);
        String found = tensors.metadata().getOrDefault("run", "");
        if (!found.equals(run)) {
            throw new IOException(file + ": the run to resume had other data or options: it was " + found + ", this is "
                    + run + "; give the same, or train without --resume");
        }
        try {
            CaptionerState state = new CaptionerState(tensors.tensor("state.weights").toFloatMatrix(),
                    tensors.tensor("state.average").toFloatMatrix(), tensors.tensor("state.moments").toFloatMatrix(),
                    Integer.parseInt(tensors.metadata().getOrDefault("steps", "")));
            CaptionerWeights best = CaptionerWeightsFile.read(tensors);
            return CaptionerHistory.of(List.of(JsonMapper.shared()
                    .readValue(tensors.metadata().getOrDefault("epochs", ""), CaptionerEpoch[].class)), state, best);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IOException(file + ": not a checkpoint of a captioner's training: train without --resume", e);
        }
    }
}
