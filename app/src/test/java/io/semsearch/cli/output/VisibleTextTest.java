package io.semsearch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VisibleTextTest {

    /** Commands of terminals, controls, separators of lines, and characters that reorder what is shown. */
    private static final String INVISIBLE = "\u0000\u0007\b\u001b\r\u007f\u0080\u0085\u009b\u009f\u2028\u2029\u202a\u202e"
            + "\u2066\u2069";

    @Test
    void whatATerminalShowsStays() {
        String text = "caf\u00e9\tna\u00efve \u00ad\u00a0 \u0e20\u0e32\u0e29\u0e32 \u05e9\u05dc\u05d5\u05dd\u200f\n\ud83d\udc36\r\n";

        assertThat(VisibleText.of(text)).isSameAs(text);
        assertThat(VisibleText.of("")).isEmpty();
    }

    @Test
    void whatItObeysBecomesAnEscape() {
        assertThat(VisibleText.of("a\u001b[2Jb\u009b\u202ec\rd")).isEqualTo("a\\u001b[2Jb\\u009b\\u202ec\\u000dd");
        INVISIBLE.chars().forEach(c -> assertThat(VisibleText.of(Character.toString(c)))
                .isEqualTo("\\u" + String.format("%04x", c)));
    }

    @Test
    void inJsonTheEscapeIsTheCharacter() {
        String json = JsonMapper.shared().writeValueAsString("x\\" + INVISIBLE);

        String visible = VisibleText.of(json);

        assertThat(visible).isASCII();
        assertThat(JsonMapper.shared().readValue(visible, String.class)).isEqualTo("x\\" + INVISIBLE);
    }

    @Test
    void writersOfAllKindsAreCovered() {
        StringWriter written = new StringWriter();
        PrintWriter writer = new PrintWriter(new VisibleWriter(written));

        writer.write("\u001b");
        writer.write('\u009b');
        writer.write(new char[]{'a', '\u0007', 'b'}, 1, 1);
        writer.write("a\u2028b", 1, 2);
        writer.append("\u202e").printf("%s", "\u2066");
        writer.flush();

        assertThat(written).hasToString("\\u001b\\u009b\\u0007\\u2028b\\u202e\\u2066");
    }
}
