package io.semsearch.cli.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryTest {

    private static final Pattern SOURCE = Pattern.compile("<img loading=\"lazy\" src=\"([^\"]*)\" alt=\"([^\"]*)\">");
    private static final String EVIL = "<script>alert('x')</script> & \"quotes\" \u00e4 %s";
    private static final String EVIL_AS_TEXT = "&lt;script&gt;alert('x')&lt;/script&gt; &amp; \"quotes\" \u00e4 %s";

    @TempDir
    Path temporary;

    private Path page;

    @BeforeEach
    void placePage() {
        page = temporary.resolve("my pages").resolve("100 %.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dog.jpg", "two dogs.jpg", "100%.jpg", "100%20.jpg", "Br\u00fccke \u72ac.jpg", "#1.jpg",
            "a&b's;=.jpg", "a+b,c~.jpg", "*()\u2028.jpg", "sub folder/\u00e9.jpg"})
    void picturesAreFoundUnderAnyName(String name) throws IOException {
        Path picture = write(temporary.resolve("the pictures/" + name));

        new Gallery(page, "Photos").images("Photos", List.of(image("", Optional.of(picture)))).write();

        assertThat(Path.of(page.toUri().resolve(source()))).isEqualTo(picture);
        assertThat(source()).startsWith("../the%20pictures/");
    }

    @Test
    void aRelativePageLiesInTheWorkingFolder() {
        assertThatIOException().isThrownBy(() -> new Gallery(Path.of("target"), "Photos").write())
                .withMessage(Path.of("target").toAbsolutePath() + ": expected a file's name, found a folder");
    }

    @Test
    void textIsEscaped() throws IOException {
        Path picture = write(temporary.resolve("dog.jpg"));
        IndexedImage image = new IndexedImage(new ImageRecord(7, "dog.jpg", 0, 0, ""), List.of(EVIL),
                Optional.of(picture));

        new Gallery(page, EVIL).paragraph(EVIL).hits(EVIL, List.of(hit(1, 0.5f, image)), Set.of()).write();

        assertThat(Files.readString(page)).doesNotContain("<script").contains("<title>" + html(EVIL) + "</title>",
                "<h1>" + html(EVIL) + "</h1>", "<p>" + html(EVIL) + "</p>", "<h2>" + html(EVIL) + "</h2>",
                "<li>" + html(EVIL) + "</li>",
                "alt=\"&lt;script>alert(&#39;x&#39;)&lt;/script> &amp; &#34;quotes&#34;");
    }

    /** Control characters and halves of pairs cannot be written as HTML in UTF-8; the others change how a page is read.
     * */
    @Test
    void controlCharactersHalvesOfPairsAndWhatReordersAreReplaced() throws IOException {
        new Gallery(page, "a\u0000\u0007\u0085\ud800b\ud83d\ude00\u2028\u202e").write();

        assertThat(Files.readString(page)).contains("<h1>a\ufffd\ufffd\ufffd\ufffdb\ud83d\ude00\ufffd\ufffd</h1>");
    }

    @Test
    void hitsTellRankAndSimilarityAndTickWhatIsRight() throws IOException {
        Hit first = hit(1, 0.98765f, image(7, "", Optional.empty()));
        Hit second = hit(2, -0.5f, image(8, "", Optional.empty()));

        new Gallery(page, "Photos").hits("Dogs", List.of(first, second), Set.of(8L)).write();

        assertThat(Files.readString(page)).containsSubsequence("<h2>Dogs</h2>",
                "<b>1. similarity 0.988</b><span>photo 7</span>",
                "<b>2. similarity -0.500 \u2713</b><span>photo 8</span>");
    }

    @Test
    void withoutALocalPictureTheUrlIsShown() throws IOException {
        String url = "http://images.cocodataset.org/a.jpg?x=1&y=\"2\"";
        Optional<Path> gone = Optional.of(temporary.resolve("gone.jpg"));

        new Gallery(page, "Photos").images("Photos", List.of(image(url, gone))).write();

        assertThat(source()).isEqualTo("http://images.cocodataset.org/a.jpg?x=1&amp;y=&#34;2&#34;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "images/dog.jpg", "../../../etc/passwd", "/etc/passwd", "file:///etc/passwd",
            "javascript:alert(1)", "data:text/html,x", "C:\\dog.jpg", "//host/dog.jpg"})
    void onlyUrlsOfTheWebAreShown(String url) throws IOException {
        new Gallery(page, "Photos").images("Photos", List.of(image(url, Optional.empty()))).write();

        assertThat(Files.readString(page)).doesNotContain("<img").contains("no photo here");
    }

    @Test
    void anEarlierPageIsReplacedAndNothingElseIsLeft() throws IOException {
        write(page);

        new Gallery(page, "Photos").write();

        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
        try (Stream<Path> files = Files.list(page.getParent())) {
            assertThat(files).containsExactly(page);
        }
        assertThat(Files.isReadable(page)).isTrue();
    }

    @Test
    void aFolderIsNotReplacedEvenIfEmpty() throws IOException {
        Files.createDirectories(page);

        assertThatIOException().isThrownBy(() -> new Gallery(page, "Photos").write())
                .withMessage(page + ": expected a file's name, found a folder");
        assertThat(page).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void thePageIsAsReadableAsOtherFiles() throws IOException {
        Path other = write(temporary.resolve("other.txt"));

        new Gallery(page, "Photos").write();

        assertThat(Files.getPosixFilePermissions(page)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    private String source() throws IOException {
        return SOURCE.matcher(Files.readString(page)).results().map(match -> match.group(1)).findFirst().orElseThrow();
    }

    private static String html(String text) {
        assertThat(text).isEqualTo(EVIL);
        return EVIL_AS_TEXT;
    }

    private static IndexedImage image(String url, Optional<Path> picture) {
        return image(7, url, picture);
    }

    private static IndexedImage image(long id, String url, Optional<Path> picture) {
        return new IndexedImage(new ImageRecord(id, "", 0, 0, url), List.of("A dog ."), picture);
    }

    private static Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "not really a picture");
    }

    private static Hit hit(int rank, float similarity, IndexedImage image) {
        return new Hit(rank, similarity, similarity, OptionalDouble.empty(), List.of(), image);
    }
}
