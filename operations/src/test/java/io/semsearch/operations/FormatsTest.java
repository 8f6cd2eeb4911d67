package io.semsearch.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormatsTest {

    @Test
    void numbersLookAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Formats.percent(0.34125)).isEqualTo("34.1 %");
            assertThat(Formats.count(7012, "image")).isEqualTo("7,012 images");
            assertThat(Formats.bytes(1536)).isEqualTo("1.5 KiB");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void countsTakeTheirPlural() {
        assertThat(Formats.count(0, "image")).isEqualTo("0 images");
        assertThat(Formats.count(1, "image")).isEqualTo("1 image");
        assertThat(Formats.count(2, "image")).isEqualTo("2 images");
    }

    @Test
    void durationsChangeTheirUnits() {
        assertThat(Formats.duration(Duration.ofMillis(1250))).isEqualTo("1.3 s");
        assertThat(Formats.duration(Duration.ofMillis(59_990))).isEqualTo("1 min 00 s");
        assertThat(Formats.duration(Duration.ofSeconds(245))).isEqualTo("4 min 05 s");
        assertThat(Formats.duration(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
    }

    @Test
    void bytesChangeTheirUnits() {
        assertThat(Formats.bytes(0)).isEqualTo("0 B");
        assertThat(Formats.bytes(1023)).isEqualTo("1023 B");
        assertThat(Formats.bytes(5 << 20)).isEqualTo("5.0 MiB");
        assertThat(Formats.bytes(3L << 30)).isEqualTo("3.00 GiB");
        assertThat(Formats.amount(1 << 20, "bytes")).isEqualTo("1.0 MiB");
        assertThat(Formats.amount(12_345, "triplets")).isEqualTo("12,345 triplets");
    }

    @Test
    void foreignTextStaysOnItsLine() {
        assertThat(Formats.line(" a\tdog\n\u001b[31mruns \u0007")).isEqualTo("a dog [31mruns");
        assertThat(Formats.line("100 % Brücke")).isEqualTo("100 % Brücke");
    }
}
