package io.semsearch.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Writes text as {@link VisibleText}. */
final class VisibleWriter extends FilterWriter {

    VisibleWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        out.write(VisibleText.of(String.valueOf((char) c)));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        out.write(VisibleText.of(new String(text, offset, length)));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.write(VisibleText.of(text.substring(offset, offset + length)));
    }
}
