package io.semsearch.operations.features;

import io.semsearch.files.AtomicFile;
import io.semsearch.vector.FloatMatrix;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes numpy's arrays (format 1.0): features, and their ids in {@code NAME_ids.npy} beside them. */
final class NpyFile {

    static final String EXTENSION = ".npy";

    private static final int ALIGNMENT = 64;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private NpyFile() {}

    static void write(Path file, FloatMatrix features, long[] ids) throws IOException {
        String name = file.getFileName().toString();
        Path idFile = file.resolveSibling(name.substring(0, name.length() - EXTENSION.length()) + "_ids" + EXTENSION);
        write(idFile, "<i8", "(" + ids.length + ",)", out -> {
            ByteBuffer bytes = ByteBuffer.allocate(ids.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(ids);
            out.write(bytes.array());
        });
        write(file, "<f4", "(" + features.rows() + ", " + features.columns() + ")", out -> {
            ByteBuffer bytes = ByteBuffer.allocate(features.columns() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int row = 0; row < features.rows(); row++) {
                bytes.clear().asFloatBuffer().put(features.row(row));
                out.write(bytes.array());
            }
        });
    }

    private interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    private static void write(Path file, String type, String shape, Content content) throws IOException {
        String dictionary = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int before = MAGIC.length + Short.BYTES;
        int padding = ALIGNMENT - (before + dictionary.length() + 1) % ALIGNMENT;
        byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        AtomicFile.write(file, target -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
                out.write(MAGIC);
                out.write(header.length & 0xFF);
                out.write(header.length >> 8);
                out.write(header);
                content.writeTo(out);
            }
        });
    }
}
