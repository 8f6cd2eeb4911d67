package io.semsearch.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where results go. It remembers why one could not be written, where {@link PrintWriter} alone knows only that, and
 * {@link System#out} reports no failure. */
public final class ResultWriter extends PrintWriter {

    private final Remembering to;

    /** @param to fails if it cannot write */
    public ResultWriter(Writer to) {
        this(new Remembering(to));
    }

    private ResultWriter(Remembering to) {
        super(to);
        this.to = to;
    }

    /** Writes to the standard output of this process. */
    public static ResultWriter standardOutput() {
        return new ResultWriter(new OutputStreamWriter(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), System.out.charset()));
    }

    /** Why something could not be written; empty if all was. Flushes. */
    public Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(to.failure);
    }

    /** True if the reader of a pipe has closed it, as {@code head} does when it has enough. */
    public static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Keeps the first failure. */
    private static final class Remembering extends FilterWriter {

        private @Nullable IOException failure;

        Remembering(Writer to) {
            super(to);
        }

        @Override
        public void write(int c) throws IOException {
            write(new char[]{(char) c}, 0, 1);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            write(text.substring(offset, offset + length).toCharArray(), 0, length);
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            try {
                out.write(text, offset, length);
            } catch (IOException e) {
                throw kept(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw kept(e);
            }
        }

        private IOException kept(IOException e) {
            if (failure == null) {
                failure = e;
            }
            return e;
        }
    }
}
