package io.semsearch.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void writesAndReplaces() throws IOException {
        Path target = folder.resolve("report.txt");
        AtomicFile.writeString(target, "old");
        AtomicFile.writeString(target, "new");
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("report.txt");
    }

    @Test
    void writesWhereThePathHasNoFolder() throws IOException {
        Path target = Path.of("AtomicFileTest-" + ProcessHandle.current().pid() + ".txt");
        try {
            AtomicFile.writeString(target, "here");
            assertThat(target).hasContent("here");
        } finally {
            Files.deleteIfExists(target);
        }
    }

    @Test
    void leavesTheEarlierFileAndThoseOfOthersWhenTheContentFails() throws IOException {
        Path target = folder.resolve("report.txt");
        AtomicFile.writeString(target, "old");
        Path others = Files.writeString(folder.resolve(".unfinished-of-another-process"), "");
        assertThatThrownBy(() -> AtomicFile.write(target, file -> {
            Files.writeString(file, "ne");
            throw new IOException("No space left on device");
        })).isInstanceOf(FileSystemException.class)
                .hasMessage(target + ": cannot be written: No space left on device")
                .hasRootCauseMessage("No space left on device");
        assertThat(target).hasContent("old");
        assertThat(names()).containsExactly(others.getFileName().toString(), "report.txt");
    }

    @Test
    void passesOnWhatTheContentSaysOfItsOwn() {
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        FileSystemException missing = new FileSystemException("photo.jpg", null, "no such photo");
        for (IOException error : List.of(interrupted, missing)) {
            assertThatThrownBy(() -> AtomicFile.write(folder.resolve("features"), file -> {
                throw error;
            })).isSameAs(error);
        }
    }

    @Test
    void namesTheTargetInErrors() throws IOException {
        Path missing = folder.resolve("missing").resolve("report.txt");
        assertThatThrownBy(() -> AtomicFile.writeString(missing, "")).isInstanceOf(IOException.class)
                .hasMessage(missing + ": cannot be written: there is no folder " + missing.getParent());
        Path file = Files.createFile(folder.resolve("file"));
        Path below = file.resolve("report.txt");
        assertThatThrownBy(() -> AtomicFile.writeString(below, "")).isInstanceOf(IOException.class)
                .hasMessageStartingWith(below + ": cannot be written: ").hasMessageNotContaining("unfinished");
        assertThatThrownBy(() -> AtomicFile.writeString(folder, "")).isInstanceOf(IOException.class)
                .hasMessage(folder + ": expected the name of a file, got a folder");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void namesAFileByItsContent() throws IOException {
        Path written = AtomicFile.writeNamed(folder, file -> Files.writeString(file, "12345"),
                file -> "part-" + Files.size(file));
        assertThat(written).isEqualTo(folder.resolve("part-5")).hasContent("12345");
        assertThat(names()).containsExactly("part-5");
    }

    @Test
    void movesACompleteFile() throws IOException {
        Path part = Files.writeString(folder.resolve("data.part"), "new");
        Path target = Files.writeString(folder.resolve("data"), "old");
        AtomicFile.move(part, target);
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("data");
    }

    @Test
    void manyWritersLeaveOneCompleteFile() throws IOException {
        Path target = folder.resolve("report.txt");
        List<String> texts = IntStream.range(0, 16).mapToObj(i -> Integer.toString(i).repeat(50_000)).toList();
        texts.parallelStream().forEach(text -> {
            try {
                AtomicFile.writeString(target, text);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(texts).contains(Files.readString(target));
        assertThat(names()).containsExactly("report.txt");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
