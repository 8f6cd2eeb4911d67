package io.semsearch.datasets.vectors;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.concat;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of word vectors that are damaged, or of another kind. */
class BrokenWordVectorsTest extends WithWordVectorFiles {

    @Test
    void checksLinesThatAreNotKept() {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> read("a 1\nb 2\nc x\n", options(Set.of(), 1)))
                .withMessageContaining("v.txt: line 3 ('c'): number 1 must be a finite 32-bit number, found 'x'");
    }

    @Test
    void namesTheLineOfBrokenText() {
        refuses("a 1 2\nb 1 2 3\n", "v.txt: line 2 ('b'): expected a word and 2 numbers, found 3 numbers",
                "--skip-bad-vectors");
        refuses("a 1 2\n\nb 1\n", "line 3 ('b'): expected a word and 2 numbers, found 1 numbers");
        refuses("a 1 2\n 1 2\n", "line 2 (''): expected a word and 2 numbers, found no word and 2 numbers");
        refuses("a 1 2\nb 1 two\n", "line 2 ('b'): number 2 must be a finite 32-bit number, found 'two'");
        refuses("a 1 2\nb NaN 2\n", "line 2 ('b'): number 1 must be a finite 32-bit number, found 'NaN'");
        refuses("a 1 2\nb 1 -inf\n", "line 2 ('b'): number 2 must be a finite 32-bit number, found '-inf'");
        refuses("a 1 2\nb 1 1e39\n", "line 2 ('b'): number 2 must be a finite 32-bit number, found '1e39'");
        refuses("a 1 2\nb 1 1.2.3\n", "line 2 ('b'): number 2 must be a finite 32-bit number, found '1.2.3'");
        refuses("a 1 2\nb 1 0x10\n", "line 2 ('b'): number 2 must be a finite 32-bit number, found '0x10'");
        refuses("a 1 2\nb 1 2f\n", "line 2 ('b'): number 2 must be a finite 32-bit number, found '2f'");
        refuses("a 1 2\nb\n", "line 2 ('b'): expected a word and 2 numbers, found 0 numbers");
        refuses("2 2\na 1 2\nb 1 2 3\n", "line 3 ('b'): expected a word and 2 numbers, found 3 numbers");
        refuses("a 1 2\nb\u001b[31m" + "c".repeat(50) + " 1\n", "line 2 ('b?[31m" + "c".repeat(34) + "')");
    }

    @Test
    void passesOverBrokenLinesIfToldTo() throws IOException {
        LoadedWordVectors read = read("a 1 2\nb 1\nc x 3\nd 5 6\n", SKIPPING);

        assertThat(words(read)).containsExactly("a", "d");
        assertThat(read.skipped()).isEqualTo(2);
        assertThat(read.firstSkipped()).hasSize(2);
        assertThat(read.firstSkipped().getFirst())
                .endsWith("v.txt: line 2 ('b'): expected a word and 2 numbers, found 1 numbers");
        assertThat(read("a 1 2\n" + "b 1\n".repeat(20), SKIPPING).firstSkipped()).hasSize(5);
    }

    @Test
    void comparesTheCountsOfTheHeader() throws IOException {
        refuses("3 2\na 1 2\nb 1 2\n", "v.txt: line 1 promises 3 words, 2 follow");
        refuses("1 2\na 1 2\nb 1 2\n", "v.txt: line 1 promises 1 words, 2 follow");
        refuses("1 0\na\n", "line 1: it claims vectors of 0 numbers");
        refuses("1 70000\na\n", "line 1: it claims vectors of 70000 numbers");
        refuses("9999999999 2\na 1 2\n", "line 1 promises 9999999999 words, 1 follow");
        assertThat(words(read("3 2\na 1 2\nb 1 2\n", SKIPPING))).containsExactly("a", "b");
    }

    @Test
    void tellsWhatIsNoFileOfVectors() {
        refuses("", "expected word vectors, found an empty file");
        refuses("just some text\n", "line 1: expected a word and its numbers");
        refuses("word\n", "line 1: expected a word and its numbers");
        refuses("{\"images\": []}", "v.txt: expected word vectors, found JSON");
        refuses("x".repeat(5 << 20), "line 1 is longer than 4194304 bytes: these are no word vectors");
        refuses("2 2\n", "line 1 promises 2 words, 0 follow");
        refuses("0 2\n", "it holds no word with a vector");
    }

    @Test
    void namesWordAndByteOfBrokenBinaryVectors() throws IOException {
        byte[] content = concat(bytes("2 1\n"), entry("dog", "\n", Float.NaN), entry("cat", "\n", 2));

        refusesBinary(content, "v.bin: word 1 ('dog') at byte 4: number 1 must be finite, found NaN");
        LoadedWordVectors read = read(write(folder, "v.bin", content), SKIPPING);
        assertThat(words(read)).containsExactly("cat");
        assertThat(read.skipped()).isEqualTo(1);
    }

    @Test
    void takesNoDamagedGzipMemberForTheEnd() throws IOException {
        byte[] first = gzip(bytes("dog 1 2\n"));
        byte[] second = gzip(bytes("cat 3 4\n"));
        assertThat(words(read(write(folder, "v.gz", concat(first, second)), WordVectorsOptions.everyWord())))
                .containsExactly("dog", "cat");

        for (int length = 1; length < second.length; length++) {
            refusesBinary(concat(first, Arrays.copyOf(second, length)), "v.bin: its compressed data ends early");
        }
    }

    @Test
    void refusesLinesThatEndInSeveralWays() {
        refuses("a 1 2\nb 1 2\rc 3 4\n", "line 2 ('b'): the word has the end of a line within it");
        refuses("a 1 2\nb\rc 1 2\n", "line 2 ('b?c'): the word has the end of a line within it");
        refuses("a 1 2\rb 1 2\nc 3 4\r", "line 2 ('b'): the word has the end of a line within it");
    }

    @Test
    void blamesABrokenFirstLine() throws IOException {
        refuses("foo nan 1 2\n", "line 1 ('foo'): number 1 must be a finite 32-bit number, found 'nan'");
        refuses("foo nan 1 2\nbar 1 2 3\n", "line 1 ('foo'): number 1 must be a finite 32-bit number, found 'nan'");
        refuses("foo 1 -Infinity 2\nbar 1 2 3\n", "line 1 ('foo'): number 2 must be a finite", "'-Infinity'");
        refuses("foo 1 2 1e999\nbar 1 2 3\n", "line 1 ('foo'): number 3 must be a finite", "'1e999'");
        refuses("a 1 2\nfoo nan 3 4\n", "line 2 ('foo'): expected a word and 2 numbers, found 3 numbers");
        refuses("foo 1 x 2\nbar 1 2 3\n", "line 1 ('foo'): number 2 must be a finite 32-bit number, found 'x'");
        refuses("\n\nfoo 1 2 x\nbar 1 2 3\n", "line 3 ('foo'): number 3 must be a finite 32-bit number, found 'x'");

        LoadedWordVectors read = read("foo 1 x 2\nbar 1 2 3\nnan 4 5 6\n", SKIPPING);
        assertThat(words(read)).containsExactly("bar", "nan");
        assertThat(read.skipped()).isEqualTo(1);
        assertThat(read.vectors().dimension()).isEqualTo(3);
    }

    @Test
    void refusesWordsThatAreNotUtf8() throws IOException {
        byte[] latin1 = bytes("dog 1 2\ncaf\u00e9 3 4\ncat 5 6\n");

        refusesBinary(latin1,
                "v.bin: line 2 ('caf\ufffd'): the word is not UTF-8: convert text with iconv -f latin1 -t utf-8");
        LoadedWordVectors read = read(write(folder, "v.txt", latin1), SKIPPING);
        assertThat(words(read)).containsExactly("dog", "cat");
        assertThat(read.skipped()).isEqualTo(1);
        refusesBinary(bytes("caf\u00e9 nice 3 4\ncat 5 6\n"), "line 1 ('caf\ufffd'): the word is not UTF-8");
        refusesBinary(concat(bytes("1 1\ncaf\u00e9 "), new byte[4]),
                "word 1 ('caf\u00e9') at byte 4: the word is not UTF-8");
        assertThat(words(read("\ufffd 1 2\n"))).as("a replacement character in the file").containsExactly("\ufffd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '`', value = {"word,f0,f1;dog,0.5,0.25;=a table (CSV): read it with",
            "dog, 0.5, 0.25;cat, 1, 2;=a table (CSV): read it with",
            "<!doctype html><p>404</p>=an HTML page: it may be a page about the file", "PAR1=a Parquet file",
            "version https://git-lfs.github.com/spec/v1=a Git LFS pointer", "1.jpg#0\ta dog=captions in the form of"})
    void namesTextsOfOtherKinds(String text, String found) {
        refuses(text.replace(";", "\n"), "v.txt: ", "expected", found);
    }

    @Test
    void namesFilesOfOtherKinds() throws IOException {
        refusesBinary(bytes("\u00ba\26\117\57\f\0\0\0"),
                "v.bin: expected word vectors, found a fastText model (.bin): take"
                        + " the .vec file beside it, or write one with fasttext print-word-vectors");
        refusesBinary(bytes("\u0080\4\u0095\u00ff\0\0\0\0\0\0\0\u008c\31gensim.models.keyedvectors\u0094"),
                "found a file of gensim's own format: in Python, write its vectors with save_word2vec_format(");
        refusesBinary(bytes("\u0080\4}\u0094."), "found a pickle: is it given to the wrong option?");
        refusesBinary(bytes("\u0093NUMPY\1\0v\0{'descr': '<f4'}\n"), "found a .npy array");
        refusesBinary("\ufeffdog 1 2\n".getBytes(StandardCharsets.UTF_16LE), "found text in UTF-16: convert it");
        refusesBinary("dog 1 2\n".getBytes(StandardCharsets.UTF_16LE), "found text in UTF-16: convert it");
        refusesBinary(bytes("\u0089HDF\r\n\32\n"), "found an HDF5 file");
        refusesBinary(concat(bytes("BZh9"), new byte[5 << 20]), "found a file packed by bzip2: unpack it");
    }

    @Test
    void chargesLongWords() {
        HeapBudget budget = new HeapBudget("v.txt", 1 << 20);
        WordCollector words = new WordCollector(WordVectorsOptions.everyWord(), budget);

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> words.add("x".repeat(1 << 20), new float[]{1}))
                .withMessageContaining("v.txt: reading it needs more memory than available");
    }

    @Test
    void tellsWhereBinaryVectorsAreCut() throws IOException {
        byte[] whole = binaryFixture("\n");
        int headerAndOneNumber = 16;
        for (int length = headerAndOneNumber; length < whole.length - 1; length++) {
            refusesBinary(Arrays.copyOf(whole, length), "v.bin: ");
        }
        refusesBinary(Arrays.copyOf(whole, whole.length - 12), "before word 3 of 3: it is truncated");
        refusesBinary(concat(whole, bytes("x")), "promises 3 words, but more follows at byte " + whole.length);
        refusesBinary(concat(bytes("2 1\n"), entry("dog", "", 1e-3f), bytes("x".repeat(20_000))),
                "word 2 at byte 12 is longer than 10000 bytes");
    }

    private void refuses(String text, String... message) {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(text))
                .withMessageContainingAll(message);
    }

    private void refusesBinary(byte[] content, String... message) throws IOException {
        Path file = write(folder, "v.bin", content);
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> read(file, WordVectorsOptions.everyWord())).withMessageContainingAll(message);
    }
}
