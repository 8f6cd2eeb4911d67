package io.semsearch.captioning;

import io.semsearch.artifact.ModelFileException;
import io.semsearch.artifact.SafetensorsFile;
import io.semsearch.artifact.SafetensorsWriter;
import java.io.IOException;
import java.util.Locale;

/** The weights of a captioner as tensors of a safetensors file: {@code image}, {@code imageBias}, {@code words}, {@code
 * input}, {@code recurrent}, {@code gateBias}, {@code output} and {@code outputBias}, F32 matrices as {@link
 * CaptionerWeights} describes; the metadata {@code architecture} is {@code par}, {@code merge} or {@code init}. */
public final class CaptionerWeightsFile {

    private static final String ARCHITECTURE = "architecture";

    private CaptionerWeightsFile() {}

    /** Adds the tensors and the metadata to a file. */
    public static void add(SafetensorsWriter writer, CaptionerWeights weights) {
        writer.metadata(ARCHITECTURE, weights.architecture().name().toLowerCase(Locale.ROOT))
                .add("image", weights.image()).add("imageBias", weights.imageBias()).add("words", weights.words())
                .add("input", weights.input()).add("recurrent", weights.recurrent()).add("gateBias", weights.gateBias())
                .add("output", weights.output()).add("outputBias", weights.outputBias());
    }

    /** Reads the weights.
     *
     * @throws ModelFileException       if a tensor is missing, or not a matrix of floats
     * @throws IllegalArgumentException if the tensors do not fit each other, or the architecture is unknown */
    public static CaptionerWeights read(SafetensorsFile file) throws IOException {
        Architecture architecture = Architecture
                .valueOf(file.metadata().getOrDefault(ARCHITECTURE, "none").toUpperCase(Locale.ROOT));
        return new CaptionerWeights(architecture, file.tensor("image").toFloatMatrix(),
                file.tensor("imageBias").toFloatMatrix(), file.tensor("words").toFloatMatrix(),
                file.tensor("input").toFloatMatrix(), file.tensor("recurrent").toFloatMatrix(),
                file.tensor("gateBias").toFloatMatrix(), file.tensor("output").toFloatMatrix(),
                file.tensor("outputBias").toFloatMatrix());
    }
}
