package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.dataset.ImageRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileFinderTest {

    @TempDir
    Path folder;

    @Test
    void looksForTheFileNameThenTheUrlInEachFolder() throws IOException {
        Path byName = file("a/1.jpg");
        Path byUrl = file("a/sub/2.jpg");
        Path inSecondFolder = file("b/3.jpg");
        file("b/1.jpg");
        ImageFileFinder finder = new ImageFileFinder(List.of(folder.resolve("a"), folder.resolve("b")));

        assertThat(finder.find(image("1.jpg", ""))).contains(byName);
        assertThat(finder.find(image("./sub/../1.jpg", ""))).contains(byName);
        assertThat(finder.find(image("other.jpg", "sub/2.jpg"))).contains(byUrl);
        assertThat(finder.find(image("3.jpg", "https://example.org/3.jpg"))).contains(inSecondFolder);
    }

    @Test
    void findsNothingOutsideOfTheFolder() throws IOException {
        Path outside = file("secret.jpg");
        file("ab/1.jpg");
        Files.createDirectories(folder.resolve("a"));
        ImageFileFinder finder = new ImageFileFinder(List.of(folder.resolve("a")));

        assertThat(List.of(image("../secret.jpg", ""), image("", "../secret.jpg"), image("x/../../secret.jpg", ""),
                image(outside.toAbsolutePath().toString(), ""), image("../ab/1.jpg", ""), image("nul\0.jpg", ""),
                image("..", "."), image("", "")).stream().map(finder::find)).containsOnly(Optional.empty());
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "pixels");
    }

    private static ImageRecord image(String fileName, String url) {
        return new ImageRecord(1, fileName, 0, 0, url);
    }
}
