package io.semsearch.sentence;

import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A pretrained network that makes one vector of a sentence. Thread-safe.
 *
 * <p>An implementation is a {@link java.util.ServiceLoader} service with a public constructor without parameters, which
 * costs nothing: the network is loaded by the first sentence, and stays until the process ends. {@link
 * SentenceEncoders} finds it. A sentence has the same vector to the last bit, whichever sentences are encoded with
 * it. */
public interface SentenceEncoder {

    /** Names it in options and in models: {@code minilm}. */
    String name();

    /** Of everything that decides its vectors, in hexadecimal digits: other ones, another fingerprint. */
    String fingerprint();

    /** Length of a vector. */
    int dimension();

    /** The vector of a sentence, of unit length; a new array.
     *
     * @param sentence a beginning counts if it is longer than the network takes */
    float[] encode(String sentence);

    /** One row a sentence, shape [sentences, dimension]; computed with all processors.
     *
     * @param task learns how many sentences are done */
    default FloatMatrix encodeAll(List<String> sentences, Progress.Task task) {
        FloatMatrix vectors = FloatMatrix.zeros(sentences.size(), dimension());
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, sentences.size()).parallel().forEach(row -> {
            vectors.setRow(row, encode(sentences.get(row)));
            task.advanceTo(done.incrementAndGet());
        });
        return vectors;
    }
}
