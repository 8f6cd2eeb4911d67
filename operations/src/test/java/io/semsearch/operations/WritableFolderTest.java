package io.semsearch.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WritableFolderTest {

    @TempDir
    private Path folder;

    @Test
    void makesFoldersAndLeavesNothingInThem() throws IOException {
        Path made = WritableFolder.make(folder.resolve("a").resolve("b"));

        assertThat(made).isEqualTo(folder.resolve("a/b")).isEmptyDirectory();
        assertThat(WritableFolder.make(made)).isEqualTo(made);
    }

    @Test
    void aFileIsInTheWay() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> WritableFolder.make(file.resolve("below"))).isInstanceOf(IOException.class)
                .hasMessage(file + ": expected a folder, found a file: choose another with -c");
        assertThatThrownBy(() -> WritableFolder.make(file, "name another with --work"))
                .hasMessage(file + ": expected a folder, found a file: name another with --work");
    }

    /** In /proc nobody can make files, root neither. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theErrorNamesTheFolderAndNotTheTrialFile() {
        Path proc = Path.of("/proc/self");

        assertThatThrownBy(() -> WritableFolder.make(proc)).isInstanceOf(IOException.class)
                .hasMessageStartingWith(proc + ": cannot be written to (").hasMessageNotContaining(".writable")
                .hasMessageEndingWith("): check its permissions and the disk, or choose another with -c");
    }
}
