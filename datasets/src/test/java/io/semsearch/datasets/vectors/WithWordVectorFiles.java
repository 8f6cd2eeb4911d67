package io.semsearch.datasets.vectors;

import static io.semsearch.datasets.TestFiles.bytes;
import static io.semsearch.datasets.TestFiles.concat;
import static io.semsearch.datasets.TestFiles.write;

import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Writes small files of word vectors, right and wrong ones, and reads them. */
abstract class WithWordVectorFiles {

    static final String GLOVE = "dog 1 -2.5\ncat 0.25 3e-2\n\u00fc -0 +4\n";
    static final String FAST_TEXT = "15 3\n"
            + String.join(" \n", "</s> 0.0023498 -0 0.55659", ", 0.023498 0.12149 -0.073881",
                    "the -0.70431 0.062581 0.10652", "Paris 1 2 3", "\u00a0 -0.29764 -0.038046 0.40562",
                    "1\u00a0000 0.10652 -1.2e-05 3", "hussarde\u00a0\u00bb -0.19917 0.046022 0.013674",
                    "...\u2009king 0.25 0.5 0.75", "line\u2028end 1 1 1", "next\u0085line 1 1 2", "\u200b 0.1 0.2 0.3",
                    "12 5 6 7", "na\u00efve 0 0 1", "paris 1 2 4", "stra\u00dfe 2 2 2", "");
    static final WordVectorsOptions SKIPPING = new WordVectorsOptions(Set.of(), 100, true, 1 << 20);

    @TempDir
    Path folder;

    static byte[] binaryFixture(String end) {
        return concat(bytes("3 2\n"), entry("dog", end, 1, -2.5f), entry("cat", end, 0.25f, 0.03f),
                entry("\u00fc", end, 0, 4));
    }

    static byte[] entry(String word, String end, float... vector) {
        ByteBuffer numbers = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        numbers.asFloatBuffer().put(vector);
        return concat((word + " ").getBytes(StandardCharsets.UTF_8), numbers.array(), bytes(end));
    }

    static List<String> words(LoadedWordVectors read) {
        return IntStream.range(0, read.vectors().size()).mapToObj(read.vectors()::word).toList();
    }

    static WordVectorsOptions options(Set<String> keep, int extraWords) {
        return new WordVectorsOptions(keep, extraWords, false, 1 << 20);
    }

    LoadedWordVectors read(String text) throws IOException {
        return read(text, WordVectorsOptions.everyWord());
    }

    LoadedWordVectors read(String text, WordVectorsOptions options) throws IOException {
        return read(write(folder, "v.txt", text.getBytes(StandardCharsets.UTF_8)), options);
    }

    static LoadedWordVectors read(Path file, WordVectorsOptions options) throws IOException {
        return WordVectorsReader.read(file, options, Progress.NONE);
    }
}
