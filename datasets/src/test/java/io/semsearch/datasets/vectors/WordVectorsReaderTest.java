package io.semsearch.datasets.vectors;

import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.text.InMemoryWordVectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Word vectors in every form that is read. */
class WordVectorsReaderTest extends WithWordVectorFiles {

    @ParameterizedTest
    @ValueSource(strings = {"dog 1 -2.5\ncat 0.25 3e-2\n\u00fc -0 +4\n", // GloVe
            "dog 1 -2.5\ncat 0.25 3e-2\n\u00fc -0 +4", // no line feed at the end
            "dog 1 -2.5\r\ncat 0.25 3e-2\r\n\u00fc -0 +4\r\n", // from Windows
            "dog\t1\t-2.5\ncat  0.25   3e-2\n\n\u00fc -0 +4\n\n", // tabs, blanks, blank lines
            "3 2\ndog 1 -2.5\ncat 0.25 3e-2\n\u00fc -0 +4\n", // word2vec, text
            "3 2 \r\ndog 1 -2.5 \r\ncat 0.25 3e-2 \r\n\u00fc -0 +4 \r\n", // as its C program ends lines
            "\ufeffdog 1 -2.5\ncat 0.25 3e-2\n\u00fc -0 +4\n"}) // with a byte order mark
    void readsTextInEveryWrittenForm(String text) throws IOException {
        assertFixture(read(text));
    }

    @Test
    void readsCompressedFiles() throws IOException {
        byte[] text = GLOVE.getBytes(StandardCharsets.UTF_8);

        assertFixture(read(write(folder, "v.txt.gz", gzip(text)), WordVectorsOptions.everyWord()));
        assertFixture(read(write(folder, "v.zip", zip(Map.of("v.txt", text))), WordVectorsOptions.everyWord()));
        assertFixture(read(write(folder, "v.bin.gz", gzip(binaryFixture("\n"))), WordVectorsOptions.everyWord()));
    }

    @Test
    void readsBinaryVectorsWithAndWithoutLineFeeds() throws IOException {
        assertFixture(read(write(folder, "v.bin", binaryFixture("\n")), WordVectorsOptions.everyWord()));
        assertFixture(read(write(folder, "v.bin", binaryFixture("")), WordVectorsOptions.everyWord()));
    }

    @Test
    void readsNumbersAsJavaDoes() throws IOException {
        String[] numbers = {"0.418", "-0.041180", "1e-45", "-3.4028235e38", "16777217",
                "0.1000000014901161193847656250001", "00012.500", ".5", "5.", "1E+3"};

        float[] vector = read("word " + String.join(" ", numbers) + "\n").vectors().vector(0);

        for (int i = 0; i < numbers.length; i++) {
            assertThat(vector[i]).as(numbers[i]).isEqualTo(Float.parseFloat(numbers[i]));
        }
    }

    @Test
    void readsWordsThatHoldBlanks() throws IOException {
        LoadedWordVectors read = read("the 1 2\n. . . 3 4\nat name@domain.com 5 6\n7 8 9\n");

        assertThat(words(read)).containsExactly("the", ". . .", "at name@domain.com", "7");
        assertThat(read.vectors().vector(1)).containsExactly(3, 4);
        assertThat(read.vectors().vector(2)).containsExactly(5, 6);
        assertThat(words(read(". . . 1 2\nthe 3 4\n"))).containsExactly(". . .", "the");
        assertThat(words(read("7 8 9\n1 2 3\n"))).containsExactly("7", "1");
    }

    /** As fastText's saveVectors writes: counts, the end of a sentence first, five digits, a blank behind each number;
     * and words that hold what Unicode counts as blanks or line ends, since fastText splits text at ASCII's alone. */
    @Test
    void readsFastTextVectors() throws IOException {
        LoadedWordVectors read = read(write(folder, "wiki.vec", FAST_TEXT.getBytes(StandardCharsets.UTF_8)),
                WordVectorsOptions.everyWord());

        assertThat(words(read)).containsExactly("</s>", ",", "the", "paris", "\u00a0", "1\u00a0000",
                "hussarde\u00a0\u00bb",
                "...\u2009king", "line\u2028end", "next\u0085line", "\u200b", "12", "na\u00efve", "stra\u00dfe");
        assertThat(read.vectors().vector(read.vectors().indexOf("1\u00a0000"))).containsExactly(0.10652f, -1.2e-5f, 3);
        assertThat(read.vectors().vector(read.vectors().indexOf("</s>"))).containsExactly(0.0023498f, 0, 0.55659f);
        assertThat(read.wordsInFile()).isEqualTo(15);
        assertThat(read.duplicates()).as("the same word in two cases").isEqualTo(1);
        assertThat(read.skipped()).isZero();
    }

    @Test
    void readsLinesLongerThanABuffer() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String word : List.of("a", "b", "c")) {
            text.append(word).append(" 0.12345678".repeat(60_000)).append('\n');
        }

        LoadedWordVectors read = read(text.toString());

        assertThat(words(read)).containsExactly("a", "b", "c");
        assertThat(read.vectors().dimension()).isEqualTo(60_000);
        assertThat(read.vectors().vector(2)[59_999]).isEqualTo(0.12345678f);
    }

    @Test
    void readsManyLinesAcrossBuffers() throws IOException {
        int words = 50_000;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append('w').append(i).append(' ').append(i).append(" 0.5\n");
        }

        LoadedWordVectors read = read(text.toString());

        assertThat(read.vectors().size()).isEqualTo(words);
        for (int i = 0; i < words; i++) {
            assertThat(read.vectors().word(i)).isEqualTo("w" + i);
            assertThat(read.vectors().vector(i)).containsExactly(i, 0.5f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dog 1 -2.5\rcat 0.25 3e-2\r\u00fc -0 +4\r", "dog 1 -2.5\rcat 0.25 3e-2\r\u00fc -0 +4",
            "3 2\rdog 1 -2.5\rcat 0.25 3e-2\r\u00fc -0 +4\r", "3 2\r\ndog 1 -2.5\r\ncat 0.25 3e-2\r\n\u00fc -0 +4"})
    void readsLinesOfOldMacs(String text) throws IOException {
        assertFixture(read(text));
    }

    private static void assertFixture(LoadedWordVectors read) {
        InMemoryWordVectors vectors = read.vectors();
        assertThat(words(read)).containsExactly("dog", "cat", "\u00fc");
        assertThat(vectors.dimension()).isEqualTo(2);
        assertThat(vectors.vector(0)).containsExactly(1, -2.5f);
        assertThat(vectors.vector(1)).containsExactly(0.25f, 0.03f);
        assertThat(vectors.vector(2)).containsExactly(0, 4);
        assertThat(read.wordsInFile()).isEqualTo(3);
        assertThat(read.duplicates()).isZero();
        assertThat(read.skipped()).isZero();
        assertThat(read.firstSkipped()).isEmpty();
    }
}
