package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.TestCollection;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections and images that commands cannot read, and ids of every kind. */
class ReadingCollectionsTest extends WithCircle {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -k 0             | k must be >= 1, got 0
            -k -3            | k must be >= 1, got -3
            --ef-search 9    | efSearch must be >= k (10), got 9
            -k 3 --hnsw --ef-search 2 | efSearch must be >= k (3), got 2
            """)
    void numbersOutOfBoundsAreWrongCalls(String options, String message) {
        Object[] words = with(options.split(" "), "-c", "not even there");

        assertThat(Cli.fail(ExitCode.USAGE, with(new Object[]{"search", "east"}, words))).isEqualTo(message);
    }

    @Test
    void whatIsNotMeasuredCannotBePromised() {
        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", collection, "east", "--recall", "0.9"))
                .contains("no recall can be promised: run 'semsearch optimize'");
        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", collection, "east", "--min-confidence", "0.9"))
                .contains("the model's captions hold too few words");
        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", collection, "east", "--hubness", "csls"))
                .contains("this index has no hubness penalties");
        assertThat(Cli.fail(ExitCode.DATA, "hubs", "-c", collection)).contains("keeps no training captions");
    }

    @Test
    void unknownImagesAreErrors() {
        String message = "image 13 is not in the index, which has 12 images";

        assertThat(Cli.fail(ExitCode.DATA, "similar", "-c", collection, 13)).isEqualTo(message);
        assertThat(Cli.fail(ExitCode.DATA, "show", "-c", collection, 1, 13)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {-7, Long.MIN_VALUE, Long.MAX_VALUE})
    void everyCommandTakesEveryId(long id) throws IOException {
        Path folder = temporary.resolve("ids " + id);
        TestCollection circle = TestCollection.circle(folder, 2);
        new TestCollection(folder, circle.model(),
                new CaptionDataset(List.of(ImageRecord.ofId(id), ImageRecord.ofId(1)), List.of()),
                ImageFeatures.of(new long[]{id, 1}, circle.features().matrix())).index();

        for (Object[] command : new Object[][]{{"similar", id}, {"search", "--image", id + "*2"},
                {"search", "--image", id},
                {"search", "north", "--minus-image", id}, {"search", "east", "--relevant", id},
                {"search", "east", "--nonrelevant", id}}) {
            assertThat(imageIds(Cli.succeed(with(command, "-c", folder, "--format", "json")).json()))
                    .as("%s", List.of(command)).containsExactly(1L);
        }
        assertThat(imageIds(Cli.succeed("similar", 1, "-c", folder, "--format", "json").json())).containsExactly(id);
        Cli.succeed("search", "east", "--relevant", "1," + id, "-c", folder);
        assertThat(Cli.succeed("show", id, 1, "-c", folder).out()).contains("image " + id);
        assertThat(Cli.succeed("remove", id, "-c", folder).out()).contains("removed  1 image: " + id);
    }

    @Test
    void commandsSayWhatTheCollectionLacks() throws IOException {
        Path nothing = temporary.resolve("no such collection");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Path withoutIndex = temporary.resolve("no index");
        TestCollection.circle(withoutIndex, IMAGES);

        for (Object[] command : new Object[][]{{"search", "east"}, {"similar", 1}, {"show", 1}}) {
            assertThat(Cli.fail(ExitCode.DATA, with(command, "-c", nothing))).isEqualTo(nothing
                    + ": there is no collection here: make one with 'semsearch demo' or 'semsearch train', or name "
                    + "another with -c");
            assertThat(Cli.fail(ExitCode.DATA, with(command, "-c", empty))).isEqualTo(
                    empty.resolve(ModelArtifact.FOLDER)
                            + ": no model here (no model.json): run 'semsearch train' first");
            assertThat(Cli.fail(ExitCode.DATA, with(command, "-c", withoutIndex))).isEqualTo(
                    withoutIndex.resolve(IndexSchema.FOLDER) + ": no index here: run 'semsearch index' first");
        }
        assertThat(nothing).doesNotExist();
        assertThat(Cli.fail(ExitCode.DATA, "info", "-c", empty)).contains("no model here");
    }

    @Test
    void anIndexOfAnotherModelIsRefused() throws IOException {
        Path mixed = temporary.resolve("mixed");
        TestCollection.circle(mixed, IMAGES).index();
        TestCollection.writeModel(mixed, FloatMatrix.wrap(3, 2, new float[]{0, 1, 1, 0, 0, 0}));

        for (Object[] command : new Object[][]{{"search", "east"}, {"similar", 1}, {"show", 1}, {"info"}}) {
            assertThat(Cli.fail(ExitCode.DATA, with(command, "-c", mixed))).matches("\\Q"
                    + mixed.resolve(IndexSchema.FOLDER) + "\\E: index was built with model [0-9a-f]{12}, "
                    + "model [0-9a-f]{12} was loaded: run 'semsearch index' again");
        }
    }
}
