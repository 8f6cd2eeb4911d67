package io.semsearch.artifact;

import io.semsearch.sentence.SentenceEncoder;
import io.semsearch.sentence.SentenceEncoders;
import io.semsearch.sentence.SentencePart;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** The sentence part of a model, as a safetensors file: {@code map} F32 [encoder's dimension, semanticDimension];
 * {@code mean} F32 [encoder's dimension]; in the metadata {@code encoder} and {@code encoder_fingerprint}. */
final class SentencePartFile {

    private static final String ENCODER = "encoder";
    private static final String FINGERPRINT = "encoder_fingerprint";

    private SentencePartFile() {}

    static void write(Path path, SentencePart part) throws IOException {
        new SafetensorsWriter().metadata(ENCODER, part.encoder().name())
                .metadata(FINGERPRINT, part.encoder().fingerprint()).add("map", part.map()).add("mean", part.mean())
                .writeTo(path);
    }

    /** @throws MissingSentenceEncoderException if the class path lacks the encoder */
    static SentencePart read(Path path) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(path);
        FloatMatrix map = file.tensor("map").toFloatMatrix();
        FloatBuffer stored = file.tensor("mean").data(TensorType.F32, 1).asFloatBuffer();
        float[] mean = new float[stored.capacity()];
        stored.get(0, mean);
        return new SentencePart(encoder(path, file), map, mean);
    }

    private static SentenceEncoder encoder(Path path, SafetensorsFile file) throws IOException {
        String name = file.metadata().getOrDefault(ENCODER, "");
        String fingerprint = file.metadata().getOrDefault(FINGERPRINT, "");
        SentenceEncoder found = SentenceEncoders.named(name)
                .orElseThrow(() -> new MissingSentenceEncoderException(
                        path + ": the model reads sentences with the encoder '"
                                + name + "', the class path has: " + SentenceEncoders.names()
                                + "; add io.semsearch:semsearch-sentences, or train without --sentence-encoder"));
        if (!found.fingerprint().equals(fingerprint)) {
            throw new MissingSentenceEncoderException(path + ": the model reads sentences with the encoder '" + name
                    + "' of fingerprint " + fingerprint + ", the class path has one of fingerprint "
                    + found.fingerprint() + "; use the version that trained the model, or train again");
        }
        return found;
    }
}
