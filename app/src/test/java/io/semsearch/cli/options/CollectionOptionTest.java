package io.semsearch.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.semsearch.operations.UserFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** For {@code SEMSEARCH_COLLECTION} see ProgramIT. */
class CollectionOptionTest {

    @TempDir
    Path temporary;

    @Test
    void theOptionNamesTheFolder() {
        assertThat(parse("-c", "my photos").folder()).isEqualTo(Path.of("my photos"));
        assertThat(parse("--collection", "my photos").given()).contains(Path.of("my photos"));
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "SEMSEARCH_COLLECTION", matches = ".+")
    void withoutItTheDemosIsMeant() {
        assertThat(parse().folder()).isEqualTo(UserFolder.path().resolve("semsearch").resolve("demo"));
        assertThat(parse().given()).isEmpty();
    }

    @Test
    void whatIsReadMustBeThere() throws IOException {
        Path missing = temporary.resolve("photos");
        assertThatIOException().isThrownBy(() -> parse("-c", missing.toString()).existing())
                .withMessage(missing + ": there is no collection here: make one with 'semsearch demo' or "
                        + "'semsearch train', or name another with -c");

        Files.createFile(missing);
        assertThatExceptionOfType(NotDirectoryException.class)
                .isThrownBy(() -> parse("-c", missing.toString()).existing()).withMessage(missing.toString());

        assertThat(parse("-c", temporary.toString()).existing()).isEqualTo(temporary);
    }

    private static CollectionOption parse(String... arguments) {
        CollectionOption option = new CollectionOption();
        new CommandLine(option).parseArgs(arguments);
        return option;
    }
}
