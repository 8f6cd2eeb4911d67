package io.semsearch.sentences;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.semsearch.vector.Vectors;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** The network, loaded. Thread-safe; holds native memory until the process ends.
 *
 * <p>A sentence goes through alone and on the thread that asks, for many threads at once: in a batch its vector would
 * depend on the other sentences, by rounding. */
final class MiniLmNetwork {

    /** As the model's authors cut. */
    private static final int MOST_PIECES = 256;

    private final WordPieces pieces;
    private final OrtEnvironment environment;
    private final OrtSession session;

    MiniLmNetwork(byte[] network, WordPieces pieces) throws OrtException {
        this.pieces = pieces;
        this.environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "semsearch");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            this.session = environment.createSession(network, options);
        }
    }

    /** The mean of the last layer over all pieces, scaled to length 1. */
    float[] encode(String sentence) {
        long[] ids = pieces.of(sentence, MOST_PIECES);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor numbers = OnnxTensor.createTensor(environment, new long[][]{ids});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][]{ones});
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[1][ids.length]);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", numbers, "attention_mask", mask, "token_type_ids", types))) {
            FloatBuffer layer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] sum = new float[layer.capacity() / ids.length];
            for (int i = 0; i < layer.capacity(); i++) {
                sum[i % sum.length] += layer.get(i);
            }
            Vectors.l2Normalize(sum);
            return sum;
        } catch (OrtException e) {
            throw new IllegalStateException("minilm failed on a sentence of " + ids.length + " word pieces", e);
        }
    }
}
