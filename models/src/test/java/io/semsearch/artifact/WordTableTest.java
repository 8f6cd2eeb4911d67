package io.semsearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.Terms;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordTableTest {

    @TempDir
    Path folder;

    @Test
    void phrasesAreKnownAgainWhenRead() throws IOException {
        WordTable table = write("dog", "hot_dog", "hot", "new_york_city");

        assertThat(table.longestPhrase()).isEqualTo(3);
        assertThat(Terms.of("a hot dog in New York City", table)).containsExactly("a", "hot_dog", "in",
                "new_york_city");
    }

    @Test
    void aTableWithoutPhrasesSaysNothingOfThem() throws IOException {
        assertThat(write("dog", "_").longestPhrase()).isEqualTo(1);
        assertThat(SafetensorsFile.open(folder.resolve("words")).metadata()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "two", "-1", "12"})
    void aLengthThatCannotBeIsRefused(String length) throws IOException {
        Path file = folder.resolve("words");
        new SafetensorsWriter().metadata("longest_phrase", length).add("vectors", FloatMatrix.zeros(1, 1))
                .add("document_frequency", new int[1]).add("offsets", new int[]{0, 1}).add("text", new byte[]{'a'})
                .writeTo(file);

        assertThatThrownBy(() -> WordTable.open(file)).isInstanceOf(ModelFileException.class).hasMessage(
                file + ": 'longest_phrase' must lie between 1 and 4, found '" + length + "'");
    }

    private WordTable write(String... words) throws IOException {
        Path file = folder.resolve("words");
        WordTable.write(file, new CaptionEmbedder(
                new InMemoryWordVectors(List.of(words), FloatMatrix.zeros(words.length, 2)),
                new InverseDocumentFrequency(10, new int[words.length])));
        return WordTable.open(file);
    }
}
