package io.semsearch.datasets.vectors;

import io.semsearch.progress.Progress;
import io.semsearch.text.WordVectors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Writes word vectors in word2vec's forms, which most programs read.
 *
 * <p>The first line is {@code WORDS DIMENSION}. Text follows with a line for each word, UTF-8: the word, then its
 * numbers, each behind a blank, with as many digits as tell a 32-bit float from its neighbours. Or, where the file's
 * name ends with {@code .bin} or {@code .bin.gz}, word2vec's binary form: for each word its bytes, a blank, its numbers
 * as 32-bit floats, little-endian, and a line feed. A name that ends with {@code .gz} is gzipped.
 *
 * <p>Blanks and line ends part words and numbers in both forms, so a word that holds one, or nothing at all, is left
 * out. The file is written beside its place and then renamed: it is never there in part. */
public final class WordVectorsWriter {

    private static final int BUFFER_BYTES = 1 << 16;

    private WordVectorsWriter() {}

    /** Writes a file, replacing an earlier one.
     *
     * @return the words that were left out, in order
     * @throws IOException if it cannot be written; an earlier file is left as it was */
    public static List<String> write(Path path, WordVectors vectors, Progress progress) throws IOException {
        Path file = path.toAbsolutePath();
        Path beside = file.resolveSibling(".unfinished-" + UUID.randomUUID());
        try (Progress.Task task = progress.start("Writing word vectors", vectors.size(), "words")) {
            List<String> leftOut = writeBeside(beside, file.getFileName().toString(), vectors, task);
            rename(beside, file);
            return leftOut;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static List<String> writeBeside(Path beside, String name, WordVectors vectors, Progress.Task task)
            throws IOException {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        boolean isGzip = lowerCase.endsWith(".gz");
        boolean isBinary = lowerCase.endsWith(".bin") || lowerCase.endsWith(".bin.gz");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream raw = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            // not closed: that would close the channel before its bytes are on the disk
            GZIPOutputStream gzip = isGzip ? new GZIPOutputStream(raw, BUFFER_BYTES) : null;
            OutputStream out = gzip == null ? raw : new BufferedOutputStream(gzip, BUFFER_BYTES);
            List<String> leftOut = writeWords(out, isBinary, vectors, task);
            out.flush();
            if (gzip != null) {
                gzip.finish();
                raw.flush();
            }
            channel.force(true);
            return leftOut;
        }
    }

    private static List<String> writeWords(OutputStream out, boolean isBinary, WordVectors vectors, Progress.Task task)
            throws IOException {
        List<String> leftOut = new ArrayList<>();
        for (int index = 0; index < vectors.size(); index++) {
            if (!canBeWritten(vectors.word(index))) {
                leftOut.add(vectors.word(index));
            }
        }
        out.write((vectors.size() - leftOut.size() + " " + vectors.dimension() + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        for (int index = 0; index < vectors.size(); index++) {
            String word = vectors.word(index);
            if (canBeWritten(word)) {
                out.write(word.getBytes(StandardCharsets.UTF_8));
                out.write(isBinary ? binary(vectors.vector(index)) : text(vectors.vector(index)));
            }
            task.advanceTo(index + 1L);
        }
        return leftOut;
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

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
