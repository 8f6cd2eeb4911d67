package io.semsearch.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
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
    @ValueSource(strings = {"0", "1", "1.5", "-0.1", "NaN"})
    void refusesAllElse(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text))
                .withMessage("expected a number between 0 and 1, got '" + text + "'");
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String text : List.of("20%", "", "0,2")) {
            assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text))
                    .withMessageStartingWith("expected a number").withMessageEndingWith(", got '" + text + "'");
        }
    }
}
