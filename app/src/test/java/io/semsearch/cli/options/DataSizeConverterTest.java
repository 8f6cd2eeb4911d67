package io.semsearch.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DataSizeConverterTest {

    private final DataSizeConverter converter = new DataSizeConverter();

    @ParameterizedTest
    @CsvSource({"1000000, 1000000", "1b, 1", "512k, 524288", "512 KiB, 524288", "3MB, 3145728", "4GiB, 4294967296",
            "4g, 4294967296", "2t, 2199023255552"})
    void readsUnitsAsPowersOf1024(String text, long bytes) {
        assertThat(converter.convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GiB", "-1", "1.5g", "4 apples", "0", "0GiB"})
    void refusesAllElse(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text))
                .withMessage("expected a size such as 4GiB or 512MiB, got '" + text + "'");
    }

    @Test
    void refusesWhatOverflows() {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert("99999999t"))
                .withMessage("'99999999t' is more than can be counted");
    }
}
