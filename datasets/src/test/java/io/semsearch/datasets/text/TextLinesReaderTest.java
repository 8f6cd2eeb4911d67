package io.semsearch.datasets.text;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesReaderTest {

    private static final byte[] TEXT = "Two dogs.\r\n\n \t\nStra\u00dfe \ud83d\ude00\nlast"
            .getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void readsLinesThatAreNotBlank() throws IOException {
        assertThat(read(TEXT)).containsExactly("Two dogs.", "Stra\u00dfe \ud83d\ude00", "last");
        assertThat(read(gzip(TEXT))).hasSize(3);
    }

    @Test
    void endsLinesAtEveryLineEnd() throws IOException {
        assertThat(read(bytes("a\rb\r\rc"))).containsExactly("a", "b", "c");
        assertThat(read("\ufeffa\r\nb\n".getBytes(StandardCharsets.UTF_8))).containsExactly("a", "b");
        refuses(bytes("a\r\nb\r\n\r\n" + "x".repeat((1 << 20) + 1)), "text: line 4 is longer than");
    }

    @Test
    void refusesTextInUtf16() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            refuses("Two dogs.\n".getBytes(charset), "text: expected text in UTF-8, found text in UTF-16: convert it:"
                    + " iconv -f utf-16 -t utf-8");
        }
    }

    @Test
    void tellsWhatIsWrong() throws IOException {
        refuses(bytes(" \n\n"), "text: expected text, a sentence a line, found none");
        refuses(bytes("a\nb\n\u00fc\n"), "text: line ", " is not UTF-8: convert the text");
        refuses(bytes("a\n" + "x".repeat(1 << 20) + "y"), "text: line 2 is longer than 1048576 characters");
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> TextLinesReader.read(folder.resolve("none"), 1 << 20, Progress.NONE))
                .withMessageContaining("none: this file does not exist");
    }

    private List<String> read(byte[] content) throws IOException {
        return TextLinesReader.read(write(folder, "text", content), 1 << 22, Progress.NONE);
    }

    private void refuses(byte[] content, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(content))
                .withMessageContainingAll(message);
    }
}
