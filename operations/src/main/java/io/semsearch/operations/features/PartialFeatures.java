package io.semsearch.operations.features;

import io.semsearch.artifact.Sha256;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Features of the first photos of a list, in the file {@code NAME.part} beside the one that is made.
 *
 * <p>It begins with 64 digits, the digest of the encoder and of the photos' list; then follow the rows, 32-bit floats,
 * little-endian. A row of NaN is a photo that could not be read. */
final class PartialFeatures implements AutoCloseable {

    private static final int HEADER_BYTES = 64;

    private final Path file;
    private final FileChannel channel;
    private final int columns;
    private int rows;

    private PartialFeatures(Path file, FileChannel channel, int columns) {
        this.file = file;
        this.channel = channel;
        this.columns = columns;
    }

    /** Opens the rows of an earlier call, or begins a file if there are none of this list and this encoder. */
    static PartialFeatures open(ExtractFeatures.Options options) throws IOException {
        Path file = options.file().resolveSibling(options.file().getFileName() + ".part");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        PartialFeatures part = new PartialFeatures(file, channel, options.encoder().featureDimension());
        try {
            part.findRows(header(options), options.images().size());
        } catch (IOException e) {
            part.close();
            throw e;
        }
        return part;
    }

    private static byte[] header(ExtractFeatures.Options options) {
        StringBuilder text = new StringBuilder(options.encoder().id().toStrings().toString())
                .append(options.encoder().featureDimension()).append(options.folder().toAbsolutePath());
        for (ImageRecord image : options.images()) {
            text.append('\n').append(image.id()).append(' ').append(image.fileName());
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
    }

    private void findRows(byte[] header, int images) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(HEADER_BYTES);
        readFully(found, 0);
        if (found.hasRemaining() || !Arrays.equals(found.array(), header)) {
            channel.truncate(0);
            writeFully(ByteBuffer.wrap(header), 0);
            return;
        }
        rows = (int) Math.min(images, (channel.size() - HEADER_BYTES) / rowBytes());
    }

    private long rowBytes() {
        return (long) columns * Float.BYTES;
    }

    /** Number of photos whose features are here. */
    int rows() {
        return rows;
    }

    /** Adds the features of the next photos; they are on the disk afterwards. */
    void append(FloatMatrix features) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(features.rows() * rowBytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(features.values());
        writeFully(bytes, HEADER_BYTES + rows * rowBytes());
        channel.force(false);
        rows += features.rows();
    }

    private void writeFully(ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    /** Until the buffer is full or the file ends. */
    private void readFully(ByteBuffer target, long start) throws IOException {
        int read = 0;
        while (target.hasRemaining() && read >= 0) {
            read = channel.read(target, start + target.position());
        }
    }

    /** All rows. */
    FloatMatrix read() throws IOException {
        FloatMatrix all = FloatMatrix.zeros(rows, columns);
        ByteBuffer bytes = ByteBuffer.allocate((int) rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[columns];
        for (int row = 0; row < rows; row++) {
            bytes.clear();
            readFully(bytes, HEADER_BYTES + row * rowBytes());
            bytes.flip().asFloatBuffer().get(values);
            all.setRow(row, values);
        }
        return all;
    }

    /** Deletes the file; nothing can be added afterwards. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
