package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncubatorWarningTest {

    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector"
            + System.lineSeparator();

    @Test
    void theLineIsLeftOutWhereverItIs() throws IOException {
        assertThat(printed(WARNING)).isEmpty();
        assertThat(printed(WARNING + "semsearch: a.json: damaged\n")).isEqualTo("semsearch: a.json: damaged\n");
        assertThat(printed("Picked up JAVA_TOOL_OPTIONS: -Xmx8g\n" + WARNING + "\rIndexing 5 %"))
                .isEqualTo("Picked up JAVA_TOOL_OPTIONS: -Xmx8g\n\rIndexing 5 %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W", "WARNING: Using", "WARNING: Using incubator modules: jdk.incubator.vector",
            "WARNING: Using incubator modules: jdk.incubator.vector, another\n", "a WARNING: Using\n",
            "WWARNING: \u2026\n\n",
            "WARNING: a terminally deprecated method in sun.misc.Unsafe has been called\n"})
    void allElseIsPassedOn(String text) throws IOException {
        assertThat(printed(text)).isEqualTo(text);
    }

    @Test
    void whatCannotBePassedOnIsReadAllTheSame() throws IOException {
        InputStream printed = new ByteArrayInputStream(new byte[100_000]);
        OutputStream closed = new OutputStream() {

            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        new IncubatorWarning().leaveOut(printed, closed);

        assertThat(printed.available()).isZero();
    }

    private static String printed(String text) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        new IncubatorWarning().leaveOut(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), to);
        return to.toString(StandardCharsets.UTF_8);
    }
}
