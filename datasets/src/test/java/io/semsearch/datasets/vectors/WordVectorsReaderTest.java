package io.semsearch.datasets.vectors;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.concat;
import static io.semsearch.datasets.TestFiles.gzip;
import static io.semsearch.datasets.TestFiles.write;
import static io.semsearch.datasets.TestFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionWords;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.Terms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordVectorsReaderTest {

    private static final String GLOVE = "dog 1 -2.5\ncat 0.25 3e-2\n\u00fc -0 +4\n";
    private static final String FAST_TEXT = "15 3\n"
            + String.join(" \n", "</s> 0.0023498 -0 0.55659", ", 0.023498 0.12149 -0.073881",
                    "the -0.70431 0.062581 0.10652", "Paris 1 2 3", "\u00a0 -0.29764 -0.038046 0.40562",
                    "1\u00a0000 0.10652 -1.2e-05 3", "hussarde\u00a0\u00bb -0.19917 0.046022 0.013674",
                    "...\u2009king 0.25 0.5 0.75", "line\u2028end 1 1 1", "next\u0085line 1 1 2", "\u200b 0.1 0.2 0.3",
                    "12 5 6 7", "na\u00efve 0 0 1", "paris 1 2 4", "stra\u00dfe 2 2 2", "");
    private static final WordVectorsOptions SKIPPING = new WordVectorsOptions(Set.of(), 100, true, 1 << 20);

    @TempDir
    private Path folder;

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

    @Test
    void firstOfRepeatedWordsWins() throws IOException {
        LoadedWordVectors read = read("dog 1\ncat 2\ndog 3\ndog 4\n");

        assertThat(read.vectors().vector(read.vectors().indexOf("dog"))).containsExactly(1);
        assertThat(read.wordsInFile()).isEqualTo(4);
        assertThat(read.duplicates()).isEqualTo(2);
        assertThat(read.foldedWords()).isZero();
    }

    @Test
    void servesCapitalLettersInLowerCase() throws IOException {
        // paris: only with capitals; dog: in lower case after another spelling; cat: before one
        LoadedWordVectors read = read("Paris 1\nDOG 2\ncat 3\nDog 4\ndog 5\nCat 6\nPARIS 7\n\u00c4pfel 8\n");

        assertThat(words(read)).containsExactly("paris", "dog", "cat", "\u00e4pfel");
        assertThat(read.vectors().vector(0)).containsExactly(1);
        assertThat(read.vectors().vector(1)).containsExactly(5);
        assertThat(read.vectors().vector(2)).containsExactly(3);
        assertThat(read.wordsInFile()).isEqualTo(8);
        assertThat(read.duplicates()).isEqualTo(4);
        assertThat(read.foldedWords()).isEqualTo(2);
    }

    /** The captions' words come from the tokenizer, which unites Thai vowels, and drops apostrophes and joiners. */
    @Test
    void wordsThatTextsAskForAreFoundInTheSpellingOfTheFile() throws IOException {
        List<String> file = List.of("Don't", "man\u2019s", "o'clock", "dog", "\u0e19\u0e49\u0e33", "\u0e04\u0e33",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0130stanbul", "Hot_Dog's", "</s>", "isn't",
                "isnt");
        Set<String> wanted = file.stream().map(Terms::spelling).filter(word -> !word.equals("</s>"))
                .collect(Collectors.toSet());
        String text = String.join(" 1\n", file) + " 1\n";

        LoadedWordVectors read = read(text, options(wanted, 0));

        assertThat(words(read)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(read.foldedWords()).as("all but dog and isnt").isEqualTo(8);
        assertThat(words(read("Don't 1\n</s> 2\n", WordVectorsOptions.everyWord()))).as("nobody asks for others")
                .containsExactly("don't", "</s>");
    }

    @Test
    void countsWordsThatNoTextContainsKeptOrNot() throws IOException {
        String text = "dog 1\n</s> 1\nDon't 1\n1,000 1\nhot_dog 1\ndr. 1\n. 1\nhot__dog 1\na_b_c_d_e 1\n\ufb01sh 1\n";

        assertThat(read(text, WordVectorsOptions.everyWord()).unmatchable())
                .as("</s> 1,000 dr. . hot__dog a_b_c_d_e").isEqualTo(6);
        assertThat(read(text, options(Set.of("dog"), 0)).unmatchable()).isEqualTo(6);
        assertThat(read("dog 1\n", WordVectorsOptions.everyWord()).unmatchable()).isZero();
    }

    @Test
    void keepsWantedWordsAndTheFirstOthers() throws IOException {
        String text = "a 1\nb 2\nc 3\nd 4\nB 5\ne 6\nf 7\n";

        assertThat(words(read(text, options(Set.of("e", "zebra"), 2)))).containsExactly("a", "b", "e");
        assertThat(words(read(text, options(Set.of("a"), 1)))).containsExactly("a", "b");
        assertThat(words(read(text, options(Set.of("f"), 0)))).containsExactly("f");
        assertThat(read(text, options(Set.of("f"), 0)).wordsInFile()).isEqualTo(7);
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> read(text, options(Set.of("g"), 0)))
                .withMessageContaining("v.txt: none of its 7 words is among those that are needed");
        assertThatIllegalArgumentException().isThrownBy(() -> options(Set.of(), -1))
                .withMessage("--extra-words must be >= 0, got -1");
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
    void keepsPhrasesWhoseWordsStandSideBySideInCaptions() throws IOException {
        CaptionWords captions = new CaptionWords(List.of(List.of("a", "hot", "dog"), List.of("new", "york")));
        String text = "x 0\nHot_Dog 1\ndog_hot 2\nNew_York 3\nnew_york 4\na_hot_dog 5\nhot_cat 6\n";

        LoadedWordVectors read = read(text, new WordVectorsOptions(captions::contains, 1, false, 1 << 20));

        assertThat(words(read)).containsExactly("x", "hot_dog", "new_york", "a_hot_dog");
        assertThat(read.vectors().vector(2)).as("the spelling in lower case").containsExactly(4);
        assertThat(read.vectors().longestPhrase()).isEqualTo(3);
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"dog 1 -2.5\rcat 0.25 3e-2\r\u00fc -0 +4\r", "dog 1 -2.5\rcat 0.25 3e-2\r\u00fc -0 +4",
            "3 2\rdog 1 -2.5\rcat 0.25 3e-2\r\u00fc -0 +4\r", "3 2\r\ndog 1 -2.5\r\ncat 0.25 3e-2\r\n\u00fc -0 +4"})
    void readsLinesOfOldMacs(String text) throws IOException {
        assertFixture(read(text));
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

    private static byte[] binaryFixture(String end) {
        return concat(bytes("3 2\n"), entry("dog", end, 1, -2.5f), entry("cat", end, 0.25f, 0.03f),
                entry("\u00fc", end, 0, 4));
    }

    private static byte[] entry(String word, String end, float... vector) {
        ByteBuffer numbers = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        numbers.asFloatBuffer().put(vector);
        return concat((word + " ").getBytes(StandardCharsets.UTF_8), numbers.array(), bytes(end));
    }

    private static List<String> words(LoadedWordVectors read) {
        return IntStream.range(0, read.vectors().size()).mapToObj(read.vectors()::word).toList();
    }

    private static WordVectorsOptions options(Set<String> keep, int extraWords) {
        return new WordVectorsOptions(keep, extraWords, false, 1 << 20);
    }

    private LoadedWordVectors read(String text) throws IOException {
        return read(text, WordVectorsOptions.everyWord());
    }

    private LoadedWordVectors read(String text, WordVectorsOptions options) throws IOException {
        return read(write(folder, "v.txt", text.getBytes(StandardCharsets.UTF_8)), options);
    }

    private static LoadedWordVectors read(Path file, WordVectorsOptions options) throws IOException {
        return WordVectorsReader.read(file, options, Progress.NONE);
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
