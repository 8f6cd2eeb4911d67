package io.semsearch.datasets.vectors;

import io.semsearch.dataset.DataFileException;
import io.semsearch.files.AtomicFile;
import io.semsearch.progress.Progress;
import io.semsearch.text.WordVectors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Writes word vectors in word2vec's formats, which most programs read.
 *
 * <p>The first line is {@code WORDS DIMENSION}. In the text format, a line follows for each word, in UTF-8: the word,
 * then its numbers, each after a space, with as many digits as distinguish a 32-bit float from its neighbours. In the
 * binary format, which is written if the file's name ends with {@code .bin} or {@code .bin.gz}, there follow for each
 * word its bytes, a space, its numbers as 32-bit floats in little-endian order, and a line feed. A file whose name ends
 * with {@code .gz} is compressed by gzip.
 *
 * <p>Spaces and line ends separate words and numbers in both formats, so a word that contains one, or is empty, is left
 * out. The file is written atomically. */
public final class WordVectorsWriter {

    private static final int BUFFER_BYTES = 1 << 16;

    private WordVectorsWriter() {}

    /** Writes a file, replacing an earlier one.
     *
     * @return the words that were left out, in the order of the vocabulary
     * @throws DataFileException if no word can be written
     * @throws IOException if it cannot be written; an earlier file stays as it was */
    public static List<String> write(Path path, WordVectors vectors, Progress progress) throws IOException {
        List<String> leftOut = IntStream.range(0, vectors.size()).mapToObj(vectors::word)
                .filter(word -> !canBeWritten(word)).toList();
        if (leftOut.size() == vectors.size()) {
            throw new DataFileException(path + ": not written: none of the " + vectors.size()
                    + " words can be, since words with spaces or line ends cannot");
        }
        String name = path.toAbsolutePath().getFileName().toString().toLowerCase(Locale.ROOT);
        try (Progress.Task task = progress.start("Writing word vectors", vectors.size(), "words")) {
            AtomicFile.write(path, file -> {
                try (OutputStream out = open(file, name.endsWith(".gz"))) {
                    out.write((vectors.size() - leftOut.size() + " " + vectors.dimension() + "\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    writeWords(out, name.endsWith(".bin") || name.endsWith(".bin.gz"), vectors, task);
                }
            });
        }
        return leftOut;
    }

    private static OutputStream open(Path file, boolean isGzip) throws IOException {
        OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
        return isGzip ? new BufferedOutputStream(new GZIPOutputStream(raw, BUFFER_BYTES), BUFFER_BYTES) : raw;
    }

    private static void writeWords(OutputStream out, boolean isBinary, WordVectors vectors, Progress.Task task)
            throws IOException {
        for (int index = 0; index < vectors.size(); index++) {
            String word = vectors.word(index);
            if (canBeWritten(word)) {
                out.write(word.getBytes(StandardCharsets.UTF_8));
                out.write(isBinary ? binary(vectors.vector(index)) : text(vectors.vector(index)));
            }
            task.advanceTo(index + 1L);
        }
    }

    private static byte[] binary(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES + 2).order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) ' ');
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return bytes.put((byte) '\n').array();
    }

    private static byte[] text(float[] vector) {
        StringBuilder text = new StringBuilder(vector.length * 14);
        for (float value : vector) {
            text.append(' ').append(value);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean canBeWritten(String word) {
        return !word.isEmpty() && word.chars().noneMatch(character -> character <= ' ');
    }
}
