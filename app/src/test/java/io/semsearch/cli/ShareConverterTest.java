package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ShareConverterTest {

    private final ShareConverter converter = new ShareConverter();

    @Test
    void readsShares() {
        assertThat(converter.convert("0.25")).isEqualTo(0.25);
        assertThat(converter.convert("1e-3")).isEqualTo(0.001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "1.5", "-0.1", "NaN", "20%", ""})
    void refusesAllElse(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text))
                .withMessage("expected a number between 0 and 1, got '" + text + "'");
    }
}
