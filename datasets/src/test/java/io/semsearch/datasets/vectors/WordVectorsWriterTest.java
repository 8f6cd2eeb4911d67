package io.semsearch.datasets.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.vector.FloatMatrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordVectorsWriterTest {

    private static final float[] ODD = {0, Float.MIN_VALUE, -Float.MAX_VALUE, 0.1f, 1e10f, 1 / 3f, -2.5e-7f};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"v.txt, false, false", "v.vec, false, false", "v.txt.gz, true, false", "v.bin, false, true",
            "V.BIN, false, true", "v.bin.gz, true, true"})
    void isReadBackAsItWas(String name, boolean isGzip, boolean isBinary) throws IOException {
        InMemoryWordVectors vectors = vectors(List.of("dog", "hot_dog", "1\u00a0000", "\u72ac", "2", "\ud83d\ude00"));

        assertThat(WordVectorsWriter.write(folder.resolve(name), vectors, Progress.NONE)).isEmpty();

        LoadedWordVectors read = read(name);
        assertThat(read.wordsInFile()).isEqualTo(6);
        for (int word = 0; word < vectors.size(); word++) {
            assertThat(read.vectors().word(word)).isEqualTo(vectors.word(word));
            assertThat(read.vectors().vector(word)).containsExactly(vectors.vector(word));
        }
        assertThat(folder).isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
        byte[] content = Files.readAllBytes(folder.resolve(name));
        assertThat(content[0] == 0x1f && content[1] == (byte) 0x8b).isEqualTo(isGzip);
        try (InputStream in = isGzip
                ? new GZIPInputStream(new ByteArrayInputStream(content))
                : new ByteArrayInputStream(content)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains("dog 0.0 "))
                    .isNotEqualTo(isBinary);
        }
    }

    @Test
    void textIsAsWord2VecWritesIt() throws IOException {
        WordVectorsWriter.write(folder.resolve("v.txt"), new InMemoryWordVectors(List.of("hot_dog", "\u00fc"),
                FloatMatrix.wrap(2, 2, new float[]{1, -0.25f, 1e-5f, 100})), Progress.NONE);

        assertThat(folder.resolve("v.txt")).hasContent("2 2\nhot_dog 1.0 -0.25\n\u00fc 1.0E-5 100.0\n");
    }

    @Test
    void wordsThatHoldBlanksAreLeftOut() throws IOException {
        InMemoryWordVectors vectors = vectors(List.of("a", ". . .", "tab\tbed", "", "line\nfeed", "z"));

        for (String name : List.of("v.txt", "v.bin")) {
            assertThat(WordVectorsWriter.write(folder.resolve(name), vectors, Progress.NONE)).containsExactly(". . .",
                    "tab\tbed", "", "line\nfeed");
            assertThat(words(read(name).vectors())).containsExactly("a", "z");
        }
    }

    @Test
    void refusesToWriteNoWordAtAll() {
        assertThatThrownBy(() -> WordVectorsWriter.write(folder.resolve("v.txt"), vectors(List.of("a b", " ")),
                Progress.NONE)).isInstanceOf(DataFileException.class).hasMessageContaining(
                        "v.txt: not written: none of the 2 words can be");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEarlierFileIsReplacedOrLeftWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("v.txt"), "earlier");

        WordVectorsWriter.write(file, vectors(List.of("a")), Progress.NONE);
        assertThat(words(read("v.txt").vectors())).containsExactly("a");

        Progress failing = (name, total, unit) -> done -> {
            throw new IllegalStateException("power cut");
        };
        assertThatThrownBy(() -> WordVectorsWriter.write(file, vectors(List.of("b", "c")), failing))
                .hasMessage("power cut");
        assertThat(words(read("v.txt").vectors())).containsExactly("a");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectories(folder.resolve("v.txt/below"));

        assertThatThrownBy(
                () -> WordVectorsWriter.write(folder.resolve("v.txt"), vectors(List.of("a")), Progress.NONE))
                .isInstanceOf(FileSystemException.class);
        assertThat(folder.resolve("v.txt/below")).isDirectory();
    }

    private LoadedWordVectors read(String name) throws IOException {
        return WordVectorsReader.read(folder.resolve(name), WordVectorsOptions.everyWord(), Progress.NONE);
    }

    private static List<String> words(InMemoryWordVectors vectors) {
        return IntStream.range(0, vectors.size()).mapToObj(vectors::word).toList();
    }

    private static InMemoryWordVectors vectors(List<String> words) {
        SplittableRandom random = new SplittableRandom(1);
        FloatMatrix vectors = FloatMatrix.zeros(words.size(), ODD.length);
        vectors.setRow(0, ODD);
        for (int i = ODD.length; i < vectors.values().length; i++) {
            vectors.values()[i] = (float) random.nextGaussian();
        }
        return new InMemoryWordVectors(words, vectors);
    }
}
