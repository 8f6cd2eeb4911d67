package io.semsearch.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The line that a JVM prints when it is given the vector module. The program gives it, so its users can do nothing
 * about it. No option of Java leaves the line out. */
final class IncubatorWarning {

    private static final byte[] LINE = ("WARNING: Using incubator modules: " + JvmNeeds.VECTOR_MODULE
            + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);

    /** Bytes of the current line that are as in the warning and not passed on; negative if the line is another. */
    private int matched;

    /** Passes on all that a JVM prints, at once, but the warning. Reads to the end even if nothing can be written: the
     * JVM would wait for a reader. */
    void leaveOut(InputStream printed, OutputStream to) throws IOException {
        OutputStream open = to;
        byte[] buffer = new byte[1 << 13];
        for (int read = printed.read(buffer); read >= 0; read = printed.read(buffer)) {
            open = write(filter(buffer, read), open);
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(LINE, 0, Math.max(0, matched));
        write(rest, open);
    }

    private ByteArrayOutputStream filter(byte[] bytes, int length) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(length + LINE.length);
        for (int i = 0; i < length; i++) {
            if (matched >= 0 && bytes[i] == LINE[matched]) {
                matched = (matched + 1) % LINE.length;
                continue;
            }
            kept.write(LINE, 0, Math.max(0, matched));
            kept.write(bytes[i]);
            matched = bytes[i] == '\n' ? 0 : -1;
        }
        return kept;
    }

    /** @return where to write on */
    private static OutputStream write(ByteArrayOutputStream bytes, OutputStream to) {
        try {
            bytes.writeTo(to);
            to.flush();
            return to;
        } catch (IOException e) {
            return OutputStream.nullOutputStream();
        }
    }
}
