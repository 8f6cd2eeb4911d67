package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For processes see ProgramIT. */
class StartTest {

    private static final long UNKNOWN = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"'Max open files            64                   524288               files', 64",
            "'Max open files            unlimited            unlimited            files', " + UNKNOWN,
            "'Max open files', " + UNKNOWN, "'', " + UNKNOWN})
    void theSoftLimitIsRead(String line, long limit) throws IOException {
        Path limits = Files.writeString(folder.resolve("limits"),
                "Limit                     Soft Limit           Hard Limit"
                        + "           Units\nMax processes             63                   63                   processes\n"
                        + line
                        + "\nMax locked memory         8388608              8388608              bytes\n");

        assertThat(Start.limit(limits)).isEqualTo(limit);
    }

    @Test
    void whereThereIsNoSuchFileTheLimitIsUnknown() {
        assertThat(Start.limit(folder.resolve("missing"))).isEqualTo(UNKNOWN);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasEnough() {
        assertThat(Start.limit(Path.of("/proc/self/limits"))).isBetween(Start.LEAST_OPEN_FILES, UNKNOWN - 1);
    }
}
