package io.semsearch.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.EncoderId.Match;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderIdTest {

    /** Each encoder as name/preprocessing/fingerprint. */
    @ParameterizedTest
    @CsvSource({"resnet18//, resnet18//, SAME", "resnet18//, resnet50//, DIFFERENT",
            "resnet18/crop/, resnet18//, SAME", "resnet18/crop/, resnet18/squeeze/, DIFFERENT",
            "resnet18/crop/aa, resnet18//, SAME", "resnet18/crop/aa, resnet50//, DIFFERENT",
            "resnet18/crop/aa, resnet18/crop/bb, DIFFERENT", "resnet18/crop/aa, renamed/Crop/aa, SAME",
            "unnamed//, resnet18/crop/aa, UNCHECKED", "unnamed//, unnamed//, UNCHECKED"})
    void comparesWhatIsKnown(String first, String second, Match expected) {
        assertThat(id(first).compare(id(second))).isEqualTo(expected);
        assertThat(id(second).compare(id(first))).isEqualTo(expected);
    }

    @Test
    void anotherDimensionIsAnotherEncoder() {
        assertThat(EncoderId.unnamed(512).compare(EncoderId.unnamed(1280))).isEqualTo(Match.DIFFERENT);
        assertThat(EncoderId.named("a", 512).compare(EncoderId.named("a", 1280))).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void isWrittenAsTheStringsThatAreKnown() {
        EncoderId full = new EncoderId("resnet18", 512, "crop 224", "abc");
        assertThat(full.toStrings()).containsExactly(Map.entry("encoder", "resnet18"),
                Map.entry("encoderPreprocessing", "crop 224"), Map.entry("encoderFingerprint", "abc"));
        assertThat(EncoderId.of(full.toStrings(), 512)).isEqualTo(full);
        EncoderId name = EncoderId.named("resnet18", 512);
        assertThat(name.toStrings()).containsOnlyKeys("encoder");
        assertThat(EncoderId.of(name.toStrings(), 512)).isEqualTo(name);
        assertThat(EncoderId.unnamed(512).toStrings()).isEmpty();
        assertThat(EncoderId.of(Map.of("other", "x"), 512)).isEqualTo(EncoderId.unnamed(512));
    }

    @Test
    void theNamedOneOfTwoIsKept() {
        EncoderId named = EncoderId.named("resnet18", 512);
        assertThat(EncoderId.unnamed(512).orIfUnnamed(named)).isEqualTo(named);
        assertThat(named.orIfUnnamed(EncoderId.named("resnet50", 512))).isEqualTo(named);
    }

    @Test
    void readsAsALine() {
        assertThat(EncoderId.unnamed(3)).hasToString("unnamed");
        assertThat(new EncoderId("resnet18", 512, "crop 224", "0123456789abcdef"))
                .hasToString("resnet18, crop 224, 0123456789ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\nb", "\u0007"})
    void refusesNamesThatAreNoLine(String name) {
        assertThatThrownBy(() -> EncoderId.named(name, 512)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> EncoderId.unnamed(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 feature");
        assertThatThrownBy(() -> EncoderId.named("x".repeat(201), 512)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 200 characters");
        assertThatThrownBy(() -> EncoderId.of(Map.of("encoderFingerprint", "abc"), 512))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("needs a name");
    }

    private static EncoderId id(String text) {
        String[] parts = text.split("/", -1);
        return new EncoderId(parts[0], 512, parts[1], parts[2]);
    }
}
