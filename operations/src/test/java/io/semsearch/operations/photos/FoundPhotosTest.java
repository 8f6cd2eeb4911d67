package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundPhotosTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void resolve() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("photos"));
    }

    @Test
    void photosAreToldByTheirNames() throws IOException {
        touch("a.JPG", "b.jpeg", "deep/er/c.png", "notes.txt", "jpg", ".hidden.jpg", ".trash/d.jpg", "e.webp");

        assertThat(names(List.of())).containsExactlyInAnyOrder("a.JPG", "b.jpeg", "deep/er/c.png", "e.webp");
    }

    @Test
    void excludedNamesAndFoldersAreLeftOut() throws IOException {
        touch("a.jpg", "raw/b.jpg", "x/raw/c.jpg", "x/d.tmp.jpg", "x/e.jpg");

        assertThat(names(List.of("raw", "*.tmp.jpg"))).containsExactlyInAnyOrder("a.jpg", "x/e.jpg");
        assertThat(names(List.of("x/**"))).containsExactlyInAnyOrder("a.jpg", "raw/b.jpg");
    }

    @Test
    void aFileThatIsNamedTwiceIsFoundOnce() throws IOException {
        touch("x/a.jpg");

        FoundPhotos found = FoundPhotos.scan(List.of(folder, folder.resolve("x/a.jpg"), folder.resolve("x")), List.of(),
                Progress.NONE);
        assertThat(found.files()).singleElement().extracting(PhotoFile::relativeName).isEqualTo("x/a.jpg");
        assertThat(found.folders()).containsExactlyInAnyOrder(folder, folder.resolve("x"));
    }

    @Test
    void linksAreFollowedButNotInCircles() throws IOException {
        touch("x/a.jpg");
        Files.createSymbolicLink(folder.resolve("x/up"), folder);
        Files.createSymbolicLink(folder.resolve("link.jpg"), folder.resolve("x/a.jpg"));
        Files.createSymbolicLink(folder.resolve("broken.jpg"), folder.resolve("nothing.jpg"));

        FoundPhotos found = scan();

        assertThat(found.files()).extracting(PhotoFile::relativeName).containsExactlyInAnyOrder("link.jpg", "x/a.jpg");
        assertThat(found.skipped()).extracting(SkippedPhoto::reason)
                .containsExactlyInAnyOrder("link to a folder that holds it", "no file");
    }

    @Test
    void formatsThatCannotBeReadAreListedWithARemedy() throws IOException {
        touch("a.HEIC", "b.jpg");

        assertThat(scan().skipped()).containsExactly(new SkippedPhoto(folder.resolve("a.HEIC"), "format not supported",
                folder.resolve("a.HEIC") + ": cannot be read by this program: convert it to JPEG"));
    }

    @Test
    void aMissingFolderIsAnError() {
        assertThatThrownBy(() -> FoundPhotos.scan(List.of(folder, folder.resolve("missing")), List.of(), Progress.NONE))
                .isInstanceOf(NoSuchFileException.class);
    }

    private FoundPhotos scan() throws IOException {
        return FoundPhotos.scan(List.of(folder), List.of(), Progress.NONE);
    }

    private List<String> names(List<String> excludes) throws IOException {
        return FoundPhotos.scan(List.of(folder), excludes, Progress.NONE).files().stream()
                .map(PhotoFile::relativeName).toList();
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }
}
