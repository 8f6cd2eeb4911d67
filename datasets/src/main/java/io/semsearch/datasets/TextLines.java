package io.semsearch.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The lines of a text in UTF-8, of bounded length: a file of a single endless line must not fill the memory.
 *
 * <p>Lines end with LF, CR or both. A byte order mark is skipped. */
public final class TextLines {

    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final DataStream in;
    private final BufferedReader reader;
    private final int longest;
    private final StringBuilder line = new StringBuilder();
    private long number;
    private boolean skipsLineFeed;

    /** @param longest most characters of a line */
    public TextLines(DataStream in, int longest) {
        this.in = in;
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        this.longest = longest;
    }

    /** Goes to the next line; false if there is none.
     *
     * @throws io.semsearch.dataset.DataFileException if it is too long, or no text in UTF-8 */
    public boolean next() throws IOException {
        line.setLength(0);
        number++;
        int character = read();
        if ((character == '\n' && skipsLineFeed) || (character == BYTE_ORDER_MARK && number == 1)) {
            character = read();
        }
        skipsLineFeed = false;
        if (character < 0) {
            return false;
        }
        for (; character >= 0 && character != '\n' && character != '\r'; character = read()) {
            if (character == 0) {
                throw in.unexpected("text in UTF-8");
            }
            if (line.length() == longest) {
                throw in.failure("line " + number + " is longer than " + longest
                        + " characters: split it, or name another file");
            }
            line.append((char) character);
        }
        skipsLineFeed = character == '\r';
        return true;
    }

    /** The line, without its end. */
    public String line() {
        return line.toString();
    }

    /** Its number, from 1. */
    public long number() {
        return number;
    }

    private int read() throws IOException {
        try {
            return reader.read();
        } catch (CharacterCodingException e) {
            throw in.isBinary()
                    ? in.unexpected("text in UTF-8")
                    : in.failure("line " + number + " or one soon after it is not UTF-8: convert the text, for "
                            + "example with iconv -f latin1 -t utf-8", e);
        }
    }
}
