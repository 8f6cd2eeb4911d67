package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.operations.photos.PhotoWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code photos}, {@code add PATH}, and searches with photos that are not in the index. */
class PhotosCommandTest {

    @TempDir
    Path temporary;

    private Path like;
    private Path mine;
    private Path photos;

    @BeforeEach
    void drawPhotos() throws IOException {
        like = PhotoWorld.model(temporary.resolve("like")).path();
        mine = temporary.resolve("mine");
        photos = temporary.toRealPath().resolve("photos");
        PhotoWorld.photo(photos.resolve("a.png"), 1);
        PhotoWorld.photo(photos.resolve("b.png"), 2);
    }

    @Test
    void makesACollectionAndThenFollowsTheFolder() throws IOException {
        Cli first = Cli.succeed("photos", "-c", mine, "--like", like, photos);
        assertThat(first.out().lines()).first().isEqualTo("index     " + mine.resolve("index"));
        assertThat(first.out()).containsPattern("added     2 photos, in \\d+\\.\\d s").contains("left out  0 photos");
        assertThat(first.err()).contains("next: semsearch search -c " + mine + " a dog on a beach");

        Files.delete(photos.resolve("b.png"));
        PhotoWorld.photo(photos.resolve("c.png"), 3);
        assertThat(Cli.succeed("photos", "-c", mine, photos).out()).contains("added     1 photo,",
                "unchanged 1 photo", "removed   0 photos; the files of 1 are gone: --sync removes them");
        assertThat(Cli.succeed("photos", "-c", mine, photos, "--sync").out()).contains("removed   1 photo");
    }

    @Test
    void photosOfAMissingDiskAreRemovedIfAskedFor() throws IOException {
        Path disk = temporary.toRealPath().resolve("disk");
        PhotoWorld.photo(disk.resolve("c.png"), 3);
        Files.createSymbolicLink(photos.resolve("link"), disk);
        Cli.succeed("photos", "-c", mine, "--like", like, photos);
        Files.delete(disk.resolve("c.png"));
        Files.delete(disk);

        Cli kept = Cli.succeed("photos", "-c", mine, photos, "--sync");
        assertThat(kept.out()).contains("removed   0 photos");
        assertThat(kept.err()).contains("the collection has 1 photo from here that cannot be found");
        assertThat(Cli.succeed("photos", "-c", mine, photos, "--forget-missing").out()).contains("removed   1 photo");
    }

    @Test
    void aFolderWithoutPhotosIsRemarked() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));

        assertThat(Cli.succeed("photos", "-c", mine, "--like", like, empty).err()).contains("no photo was found");
    }

    @Test
    void aTrainedCollectionNeedsNoOther() throws IOException {
        Cli own = Cli.succeed("photos", "-c", like, photos);

        assertThat(own.out()).contains("added     2 photos");
        assertThat(own.err()).doesNotContain("the demo's model");
    }

    @Test
    void captionsOfAFileNamePhotosFromAnyFolderAboveThem() throws IOException {
        Path captions = Files.writeString(temporary.resolve("captions.json"), """
                {"images": [{"id": 9, "file_name": "photos/a.png"}, {"id": 7, "file_name": "other/b.png"}],
                 "annotations": [{"id": 1, "image_id": 9, "caption": "a red boat"},
                                 {"id": 2, "image_id": 7, "caption": "not this one"}]}""");

        Cli.succeed("photos", "-c", mine, "--like", like, photos, "--captions", captions);

        assertThat(Cli.succeed("show", "-c", mine, 1, 2).out()).contains("a red boat").doesNotContain("not this one");
    }

    @Test
    void captionsFilesLeaveThePathsAfterThemAlone() throws IOException {
        Path one = Files.writeString(temporary.resolve("one.csv"), "file,caption\na.png,a red boat\nb.png,a sea\n");
        Path two = Files.writeString(temporary.resolve("two.csv"), "file,caption\na.png,a boat\na.png,a red boat\n");

        Cli.succeed("photos", "-c", mine, "--like", like, "--captions", one, "--captions", two, photos);
        assertThat(captions(1)).containsExactly("a red boat", "a boat");
        assertThat(captions(2)).containsExactly("a sea");

        Cli.succeed("add", "-c", mine, "--captions", two, photos.resolve("a.png"));
        assertThat(captions(1)).containsExactly("a boat", "a red boat");
    }

    private List<String> captions(int id) {
        JsonNode shown = Cli.succeed("show", "-c", mine, id, "--format", "json").json();
        return shown.findValues("captions").getFirst().valueStream().map(JsonNode::stringValue).toList();
    }

    @Test
    void addTakesPhotosToo() throws IOException {
        Cli.succeed("photos", "-c", mine, "--like", like, photos.resolve("a.png"));

        JsonNode json = Cli.succeed("add", "-c", mine, photos, "--format", "json", "--exclude", "b*").json();
        assertThat(json.propertyNames()).containsExactly("index", "images", "added", "copies", "replaced", "renamed",
                "unchanged", "recaptioned", "gone", "removed", "skipped", "seconds");
        assertThat(json.get("unchanged").intValue()).isEqualTo(1);
        assertThat(Cli.succeed("add", "-c", mine, photos).out()).contains("added     1 photo");
    }

    @Test
    void strictExitsWith3AfterAddingTheRest() throws IOException {
        Files.writeString(photos.resolve("broken.jpg"), "no photo");

        Cli strict = Cli.run("photos", "-c", mine, "--like", like, photos, "--strict");
        assertThat(strict.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(strict.out()).contains("added     2 photos", "left out  1 photo", "broken.jpg");
        assertThat(strict.err()).contains("1 photo left out, and --strict allows none");
        JsonNode again = Cli.succeed("photos", "-c", mine, photos, "--format", "json").json();
        assertThat(again.get("images").intValue()).isEqualTo(2);
        assertThat(again.get("skipped")).singleElement().satisfies(skipped -> {
            assertThat(skipped.get("file").stringValue()).isEqualTo(photos.resolve("broken.jpg").toString());
            assertThat(skipped.get("reason").stringValue()).isNotBlank();
            assertThat(skipped.get("message").stringValue()).contains("broken.jpg");
        });
    }

    @Test
    void aPhotoOutsideTheIndexIsAQueryOrAPartOfOne() throws IOException {
        Cli.succeed("photos", "-c", mine, "--like", like, photos);
        Path outside = PhotoWorld.photo(temporary.resolve("outside.png"), 2);

        for (String space : new String[]{"semantic", "features"}) {
            JsonNode similar = Cli.succeed("similar", "-c", mine, outside, "--space", space, "--format", "json").json();
            assertThat(similar.get("query").stringValue()).isEqualTo("like photo " + outside + " by " + space);
            assertThat(similar.at("/hits/0/fileName").stringValue()).isEqualTo("b.png");
            assertThat(similar.at("/hits/0/similarity").doubleValue()).isGreaterThan(0.999);
        }
        assertThat(Cli.succeed("search", "-c", mine, "red", "--photo", outside + "*0.5", "--format", "json").json()
                .get("query").stringValue()).isEqualTo("red + photo " + outside + "*0.5");
        assertThat(Cli.succeed("similar", "-c", mine, outside).out()).as("without captions, names").contains("b.png");
        assertThat(Cli.fail(ExitCode.DATA, "similar", "-c", mine, "missing.png")).isEqualTo("missing.png: no such file "
                + "or folder; expected the id of a photo of the collection, or a photo file");
    }

    @Test
    void severalCollectionsOfOneModelAreSearchedAsOne() throws IOException {
        Path other = temporary.resolve("other");
        Cli.succeed("photos", "-c", mine, "--like", like, photos.resolve("a.png"));
        Cli.succeed("photos", "-c", other, "--like", like, photos.resolve("b.png"));

        Path page = temporary.resolve("page.html");
        JsonNode json = Cli.succeed("search", "-c", mine, "-c", other, "red", "--format", "json", "--gallery", page)
                .json();
        assertThat(json.get("hits")).hasSize(2).extracting(hit -> hit.get("fileName").stringValue() + " in "
                + Path.of(hit.get("collection").stringValue()).getFileName())
                .containsExactlyInAnyOrder("a.png in mine", "b.png in other");
        assertThat(page).content().contains("similarity").contains(" \u00b7 " + other);
        Path file = photos.resolve("b.png");
        Cli similar = Cli.succeed("similar", "-c", mine, "-c", other, file);
        assertThat(similar.out().lines().toList().get(1)).contains("1.0000").endsWith(other + "  b.png");
        assertThat(Cli.succeed("similar", "-c", mine, file).out()).doesNotContain("collection");
        assertThat(Cli.fail(ExitCode.USAGE, "search", "-c", mine, "-c", other, "red", "--explain"))
                .contains("--explain needs one collection");
        assertThat(Cli.fail(ExitCode.USAGE, "search", "-c", mine, "-c", mine + "/../mine", "red"))
                .contains("twice: name each collection once");
        assertThat(Cli.fail(ExitCode.USAGE, "similar", "-c", mine, "-c", other, 1))
                .contains("which of several collections");
    }

    @Test
    void duplicatesAreShown() throws IOException {
        Files.copy(photos.resolve("a.png"), photos.resolve("c.png"));
        Cli.succeed("photos", "-c", mine, "--like", like, photos);
        Path page = temporary.resolve("page.html");

        Cli found = Cli.succeed("duplicates", "-c", mine, "--gallery", page);
        assertThat(found.out().lines()).containsExactly("1. the same bytes", "  image 1  1.000  32 x 32  a.png",
                "  image 3  1.000  32 x 32  c.png, the bytes of image 1",
                "1 cluster among 3 photos, of similarity 0.997 or more");
        assertThat(page).content().contains("1. the same bytes", "1.000, the bytes of image 1", "mine/thumbnails/");
        JsonNode json = Cli.succeed("duplicates", "-c", mine, "--format", "json").json();
        assertThat(json.at("/clusters/0/kind").stringValue()).isEqualTo("identical");
        assertThat(json.at("/clusters/0/photos/1/copyOf").intValue()).isEqualTo(1);
        assertThat(Cli.fail(ExitCode.USAGE, "duplicates", "-c", mine, "--similarity", 2)).contains("(0, 1], got 2.0");
    }

    @Test
    void galleriesShowThumbnails() throws IOException {
        Cli.succeed("photos", "-c", mine, "--like", like, photos);
        Path page = temporary.resolve("page.html");
        Cli.succeed("show", "-c", mine, 1, "--gallery", page);

        assertThat(page).content().containsPattern("src=\"mine/thumbnails/[0-9a-f]{64}\\.jpg\"");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(Cli.fail(ExitCode.DATA, "photos", "-c", mine, "--like", like, temporary.resolve("unplugged")))
                .contains("unplugged: no such file or folder");
        assertThat(Cli.fail(ExitCode.DATA, "photos", "-c", temporary.resolve("other"), "--like",
                temporary.resolve("nobody"), photos)).contains("nobody: there is no collection here");
    }
}
