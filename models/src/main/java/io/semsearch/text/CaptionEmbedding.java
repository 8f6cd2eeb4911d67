package io.semsearch.text;

import java.util.List;
import java.util.Optional;

/** What became of a text: its place among words, if it has one, and the words that could not be placed. Immutable. */
public final class CaptionEmbedding {

    private final float[] vector;
    private final List<String> unknownWords;

    CaptionEmbedding(float[] vector, List<String> unknownWords) {
        this.vector = vector;
        this.unknownWords = List.copyOf(unknownWords);
    }

    /** The unit vector, length semanticDimension, a copy; empty if no word of the text is known, or the known ones
     * cancel out. */
    public Optional<float[]> vector() {
        return hasVector() ? Optional.of(vector.clone()) : Optional.empty();
    }

    /** False if no word of the text is known, or the known ones cancel out. */
    public boolean hasVector() {
        return vector.length > 0;
    }

    /** Copies the unit vector to its place in an array.
     *
     * @throws IllegalStateException if there is none */
    public void copyVectorTo(float[] target, int offset) {
        if (!hasVector()) {
            throw new IllegalStateException("the text has no embedding: ask hasVector() first");
        }
        System.arraycopy(vector, 0, target, offset, vector.length);
    }

    /** The words without a vector, in the order of the text, each once. */
    public List<String> unknownWords() {
        return unknownWords;
    }
}
