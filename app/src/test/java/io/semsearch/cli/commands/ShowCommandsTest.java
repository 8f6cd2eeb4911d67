package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.indexer.TestCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code similar}, {@code show} and {@code info}, and pages of photos. */
class ShowCommandsTest extends WithCircle {

    @Test
    void similarFindsOthersInEitherSpace() {
        JsonNode semantic = Cli.succeed("similar", "-c", collection, 1, "-k", 2, "--format", "json").json();
        JsonNode features = Cli
                .succeed("similar", 1, "-c", collection, "-k", 2, "--space", "features", "--format", "json").json();

        assertThat(semantic.propertyNames()).containsExactlyInAnyOrder("query", "mode", "hubness", "partial",
                "tookMillis", "unknownWords", "suggestions", "hits");
        assertThat(semantic.get("query").stringValue()).isEqualTo("like image 1 by semantic");
        assertThat(imageIds(semantic)).containsExactly(2L, 12L);
        assertThat(imageIds(features)).containsExactly(3L, 11L);
    }

    @Test
    void similarAndShowStartFromAnyImage() {
        Cli similar = Cli.succeed("similar", "-c", collection, "--random", "-k", 2, "--format", "json");
        assertThat(similar.err()).matches("image \\d+: .*\\R");
        assertThat(similar.json().get("hits")).hasSize(2);
        assertThat(Cli.succeed("show", "-c", collection, "--random", 3, "--format", "json").json()).hasSize(3);
    }

    @Test
    void showPrintsWhatIsKnown() {
        assertThat(Cli.succeed("show", "-c", collection, 3, 12).out().lines()).containsExactly("image 3",
                "  name     3.jpg", "  url      https://example.org/3.jpg", "  caption  at place 3",
                "  caption  an odd place", "image 12", "  name     12.jpg", "  url      https://example.org/12.jpg");

        JsonNode json = Cli.succeed("show", 3, 12, "-c", collection, "--format", "json").json();
        assertThat(json).hasSize(2);
        assertThat(json.get(0).toString()).isEqualTo("{\"imageId\":3,\"fileName\":\"3.jpg\","
                + "\"url\":\"https://example.org/3.jpg\",\"captions\":[\"at place 3\",\"an odd place\"],"
                + "\"width\":640,\"height\":480}");
    }

    @Test
    void showPrintsWhenAndWhereAPhotoWasTaken() {
        assertThat(ShowCommand.shot(new PhotoRecord.Shot(Optional.of(LocalDateTime.of(2019, 7, 4, 8, 5, 9)),
                "Canon EOS 5D", Optional.of(new PhotoRecord.Place(-33.8567, 151.215)))))
                .containsExactly("  taken    2019-07-04 08:05", "  camera   Canon EOS 5D",
                        "  place    -33.85670, 151.21500");
        assertThat(ShowCommand.shot(PhotoRecord.Shot.UNKNOWN)).isEmpty();
    }

    @Test
    void pagesOfPicturesAreWritten() throws IOException {
        Path page = temporary.resolve("new folder").resolve("100 %.html");

        Cli search = Cli.succeed("search", "-c", collection, "east", "-k", 2, "--gallery", page, "--format", "json");

        assertThat(search.err().lines()).containsExactly("gallery: " + page.toUri());
        assertThat(search.json().get("hits")).hasSize(2);
        assertThat(Files.readString(page)).containsSubsequence("<h1>east</h1>", "1. similarity 1.000", "photo 1<",
                "<li>at place 1</li>", "2. similarity 0.866", "photo 2<");

        Cli.succeed("similar", "-c", collection, 1, "-k", 1, "--gallery", page);
        assertThat(Files.readString(page)).contains("<h1>like image 1 by semantic</h1>");

        Cli.succeed("show", "-c", collection, 5, "--gallery", page);
        assertThat(Files.readString(page)).contains("photo 5<", "src=\"https://example.org/5.jpg\"");
    }

    @Test
    void showOpensAPageOfTheCollection() {
        Cli run = Cli.succeed("show", "-c", collection, 5, "--open");

        Path page = collection.resolve("reports").resolve("show.html");
        assertThat(page).isRegularFile();
        assertThat(run.err().lines()).startsWith("gallery: " + page.toUri());
    }

    @Test
    void infoTellsOfModelAndIndex() {
        String text = Cli.succeed("info", "-c", collection).out();

        assertThat(text).containsSubsequence("collection " + collection, "model      ", ", by test, ", "3 features",
                "encoder test", "2 dimensions", "100 captions", "index      12 images; segments: 1", "m 16");

        JsonNode json = Cli.succeed("info", "-c", collection, "--format", "json").json();
        assertThat(json.propertyNames()).containsExactly("model", "index");
        assertThat(json.get("model").get("fingerprint").stringValue()).matches("[0-9a-f]{64}")
                .isEqualTo(json.get("index").get("manifest").get("modelFingerprint").stringValue());
        assertThat(json.get("index").get("images").intValue()).isEqualTo(IMAGES);
    }

    @Test
    void infoDoesWithoutAnIndex() throws IOException {
        Path withoutIndex = temporary.resolve("without index");
        TestCollection.circle(withoutIndex, IMAGES);

        assertThat(Cli.succeed("info", "-c", withoutIndex).out()).contains("index      none: run 'semsearch index'");
        assertThat(Cli.succeed("info", "-c", withoutIndex, "--format", "json").json().has("index")).isFalse();
    }

    @Test
    void profileTellsOnStderrWhereTheTimeWent() {
        for (Object[] command : new Object[][]{{"search", "east"}, {"similar", 1}}) {
            Cli run = Cli.succeed(with(command, "-c", collection, "--profile", "--format", "json"));

            assertThat(run.json().get("hits")).hasSize(10);
            assertThat(run.err().lines()).allMatch(line -> line.matches(".{28} +\\d+\\.\\d ms"));
            List<String> spans = run.err().lines().map(line -> line.substring(0, 28).strip())
                    .filter(span -> !span.startsWith("launcher")).toList(); // told on Linux alone
            assertThat(spans).containsExactly("start of Java", "command line", "opening model and index",
                    "embedding the query", "comparing", "reading what is stored", "rest of the search", "printing",
                    "total");
        }
        assertThat(Cli.succeed("search", "-c", collection, "east").err()).isEmpty();
    }
}
