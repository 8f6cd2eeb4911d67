package io.semsearch.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UserFolderTest {

    private static final Path OWN = Path.of("own").toAbsolutePath();
    private static final Path JAVAS = Path.of("javas").toAbsolutePath();

    @Test
    void isThatOfTheShell() {
        assertThat(UserFolder.of(OWN.toString(), JAVAS.toString())).isEqualTo(OWN);
    }

    @Test
    void isThatOfJavaWhereTheShellHasNone() {
        assertThat(UserFolder.of(null, JAVAS.toString())).isEqualTo(JAVAS);
        assertThat(UserFolder.of("", JAVAS.toString())).isEqualTo(JAVAS);
        assertThat(UserFolder.of("relative", JAVAS.toString())).isEqualTo(JAVAS);
    }
}
