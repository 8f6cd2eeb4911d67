package io.semsearch.artifact;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.Terms;
import io.semsearch.text.WordVectors;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** The words of a model, read from their file when needed.
 *
 * <p>The file is a safetensors file of these tensors, its words sorted by their UTF-8 bytes so that one is found by
 * binary search:
 * <ul>
 * <li>{@code vectors} F32 [words, dimension]
 * <li>{@code document_frequency} I32 [words]: the number of training captions that hold the word
 * <li>{@code weight} F32 [words]: how much the word counts in an embedding; models of version 1 have none and weigh by
 * IDF
 * <li>{@code offsets} I32 [words + 1]: word i is bytes offsets[i] (inclusive) to offsets[i + 1] (exclusive) of the text
 * <li>{@code text} U8 [bytes]: all words in UTF-8, one after the other
 * </ul>
 *
 * <p>Where some are phrases ({@code hot_dog}), the metadata has {@code longest_phrase}, the number of words in the
 * longest; without it none is looked for in a text. */
final class WordTable implements WordVectors {

    private static final String LONGEST_PHRASE = "longest_phrase";

    private final int size;
    private final int dimension;
    private final FloatBuffer vectors;
    private final IntBuffer documentFrequencies;
    private final Optional<FloatBuffer> weights;
    private final IntBuffer offsets;
    private final ByteBuffer text;
    private final int longestPhrase;

    private WordTable(int size, int dimension, SafetensorsFile file, int longestPhrase) throws ModelFileException {
        this.size = size;
        this.dimension = dimension;
        this.vectors = file.tensor("vectors").data(TensorType.F32, 2).asFloatBuffer();
        this.documentFrequencies = file.tensor("document_frequency").data(TensorType.I32, 1).asIntBuffer();
        this.weights = file.names().contains("weight")
                ? Optional.of(file.tensor("weight").data(TensorType.F32, 1).asFloatBuffer())
                : Optional.empty();
        this.offsets = file.tensor("offsets").data(TensorType.I32, 1).asIntBuffer();
        this.text = file.tensor("text").data(TensorType.U8, 1);
        this.longestPhrase = longestPhrase;
    }

    static WordTable open(Path path) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(path);
        long[] shape = file.tensor("vectors").shape();
        if (shape.length != 2) {
            throw new ModelFileException(path + ": 'vectors' must be a matrix, found " + shape.length + " dimensions");
        }
        WordTable table = new WordTable((int) shape[0], (int) shape[1], file, longestPhrase(path, file));
        table.check(path);
        return table;
    }

    static void write(Path path, CaptionEmbedder embedder) throws IOException {
        WordVectors words = embedder.wordVectors();
        byte[][] spelled = IntStream.range(0, words.size())
                .mapToObj(i -> words.word(i).getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        int[] order = IntStream.range(0, words.size()).boxed()
                .sorted(Comparator.comparing(i -> spelled[i], Arrays::compareUnsigned)).mapToInt(Integer::intValue)
                .toArray();
        int[] offsets = new int[order.length + 1];
        int[] documentFrequencies = new int[order.length];
        float[] weights = new float[order.length];
        FloatMatrix vectors = FloatMatrix.zeros(order.length, words.dimension());
        for (int i = 0; i < order.length; i++) {
            offsets[i + 1] = Math.addExact(offsets[i], spelled[order[i]].length);
            documentFrequencies[i] = embedder.documentFrequencies().documentFrequency(order[i]);
            weights[i] = embedder.weight(order[i]);
            vectors.setRow(i, words.vector(order[i]));
        }
        ByteBuffer text = ByteBuffer.allocate(offsets[order.length]);
        Arrays.stream(order).forEach(i -> text.put(spelled[i]));
        SafetensorsWriter writer = new SafetensorsWriter();
        if (words.longestPhrase() > 1) {
            writer.metadata(LONGEST_PHRASE, Integer.toString(words.longestPhrase()));
        }
        writer.add("vectors", vectors).add("document_frequency", documentFrequencies)
                .add("weight", weights).add("offsets", offsets).add("text", text.array()).writeTo(path);
    }

    private static int longestPhrase(Path path, SafetensorsFile file) throws ModelFileException {
        String longest = file.metadata().getOrDefault(LONGEST_PHRASE, "1");
        if (!longest.matches("[1-" + Terms.LONGEST_PHRASE + "]")) {
            throw new ModelFileException(path + ": '" + LONGEST_PHRASE + "' must lie between 1 and "
                    + Terms.LONGEST_PHRASE + ", found '" + longest + "'");
        }
        return Integer.parseInt(longest);
    }

    /** @param documents number of captions that the words were counted in */
    CaptionEmbedder embedder(int documents) {
        int[] frequencies = new int[size];
        documentFrequencies.get(0, frequencies);
        InverseDocumentFrequency counts = new InverseDocumentFrequency(documents, frequencies);
        if (weights.isEmpty()) {
            return new CaptionEmbedder(this, counts);
        }
        float[] known = new float[size];
        weights.get().get(0, known);
        return new CaptionEmbedder(this, counts, known);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int longestPhrase() {
        return longestPhrase;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public String word(int index) {
        byte[] bytes = new byte[offsets.get(index + 1) - offsets.get(index)];
        text.get(offsets.get(index), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int indexOf(String word) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int comparison = compareSpelling(middle, wanted);
            if (comparison == 0) {
                return middle;
            }
            low = comparison < 0 ? middle + 1 : low;
            high = comparison < 0 ? high : middle - 1;
        }
        return UNKNOWN;
    }

    @Override
    public void addTo(float[] sum, int index, float weight) {
        int row = index * dimension;
        for (int i = 0; i < dimension; i++) {
            sum[i] += weight * vectors.get(row + i);
        }
    }

    /** Compares bytes as unsigned numbers, a shorter word before its continuations. */
    private int compareSpelling(int index, byte[] wanted) {
        int start = offsets.get(index);
        int length = offsets.get(index + 1) - start;
        for (int i = 0; i < Math.min(length, wanted.length); i++) {
            int difference = Byte.compareUnsigned(text.get(start + i), wanted[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return length - wanted.length;
    }

    private void check(Path path) throws ModelFileException {
        boolean sound = documentFrequencies.capacity() == size
                && weights.map(FloatBuffer::capacity).orElse(size) == size && offsets.capacity() == size + 1
                && offsets.get(0) == 0 && offsets.get(size) == text.capacity();
        for (int i = 0; sound && i < size; i++) {
            sound = offsets.get(i) <= offsets.get(i + 1);
        }
        if (!sound) {
            throw new ModelFileException(path + ": the tensors of the word table do not fit each other");
        }
    }
}
