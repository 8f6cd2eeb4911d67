package io.semsearch.cli.captions;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.SmallWorld;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The way of captions on the command line: train, measure, write for a photo, write into the index, find. */
class CaptionerCommandsIT {

    /** Of the small world's photos these have no caption of people. */
    private static final int FIRST_WITHOUT = 91;

    @TempDir
    static Path shared;

    private static SmallWorld world;
    private static Path collection;

    @BeforeAll
    static void train() throws IOException {
        world = SmallWorld.write(shared.resolve("world"));
        collection = shared.resolve("collection");
        world.train(collection);
        Cli.succeed(trainCall(collection, "--epochs", 15));
        Path images = shared.resolve("images.json");
        Files.writeString(images, withoutAnnotations(Files.readString(world.validation())));
        Cli.succeed("index", "-c", collection, "--captions", world.captions(), images, "--features", world.features(),
                "--write-captions");
    }

    private static Object[] trainCall(Path collection, Object... options) {
        List<Object> words = new ArrayList<>(List.of("captioner", "train", "-c", collection, "--captions",
                world.captions(), "--validation-captions", world.validation(), "--features", world.features(),
                "--learning-rate", 0.01));
        words.addAll(List.of(options));
        return words.toArray();
    }

    private static String withoutAnnotations(String coco) {
        int annotations = coco.indexOf(",\"annotations\"");
        assertThat(annotations).isPositive();
        return coco.substring(0, annotations) + "}";
    }

    @Test
    void evaluateMeasuresBesideTheNearestPhotoAndPeople() {
        JsonNode measured = Cli.succeed("captioner", "evaluate", "-c", collection, "--captions", world.validation(),
                "--features", world.features(), "--training-captions", world.captions(), "--format", "json").json();

        assertThat(measured.get("photos").intValue()).isEqualTo(SmallWorld.IMAGES - FIRST_WITHOUT + 1);
        double ciderD = measured.at("/captioner/ciderD").doubleValue();
        assertThat(ciderD).isGreaterThan(measured.at("/nearest/ciderD").doubleValue()).isGreaterThan(1);
        assertThat(measured.at("/peopleLeavingOneOut/bleu1").doubleValue()).isBetween(0.1, 0.9);
        assertThat(measured.get("copied").doubleValue()).isBetween(0.0, 1.0);
        String table = Cli.succeed("captioner", "evaluate", "-c", collection, "--captions", world.validation(),
                "--features", world.features()).out();
        assertThat(table).contains("captioner, --rerank", "people, against the others", "ms a caption")
                .doesNotContain("nearest");
    }

    @Test
    void anEnsembleNeedsTheSameWords() throws IOException {
        Path other = shared.resolve("other");
        Cli.succeed(trainCall(other, "--epochs", 1, "--architecture", "merge"));
        Object[] evaluate = {"captioner", "evaluate", "-c", collection, "--captions", world.validation(), "--features",
                world.features(), "--with", other, "--format", "json"};

        assertThat(Cli.succeed(evaluate).json().at("/captioner/bleu1").doubleValue()).isPositive();
        Path few = shared.resolve("few.json");
        SmallWorld.writeCaptions(few, 1, 10);
        Cli.succeed("captioner", "train", "-c", other, "--captions", few, "--validation-captions", world.validation(),
                "--features", world.features(), "--min-count", 1, "--epochs", 1);
        assertThat(Cli.fail(ExitCode.DATA, evaluate)).contains("has other words", "--min-count");
    }

    @Test
    void captionNamesWhatPhotosShow() {
        int right = 0;
        for (long id = FIRST_WITHOUT; id <= SmallWorld.IMAGES; id++) {
            JsonNode photo = Cli.succeed("caption", "-c", collection, id, "--alternatives", 2, "--format", "json")
                    .json().at("/photos/0");
            String text = photo.get("generatedCaption").stringValue();
            assertThat(photo.get("captions")).hasSize(2);
            assertThat(photo.at("/captions/0/probabilities")).hasSameSizeAs(photo.at("/captions/0/words"));
            right += (int) SmallWorld.shown(id).stream().filter(text::contains).count();
        }
        assertThat(right).as("things named, of 60").isGreaterThan(40);
        assertThat(Cli.succeed("caption", "-c", collection, "--rerank", FIRST_WITHOUT).out()).startsWith("91  ");
        assertThat(Cli.fail(ExitCode.DATA, "caption", "-c", collection, 999)).contains("999");
        assertThat(Cli.fail(ExitCode.USAGE, "caption", "-c", collection, 91, "--alternatives", 9))
                .contains("--alternatives must be 1 to 5");
    }

    @Test
    void galleryShowsWrittenCaptionsBesideThoseOfPeople() throws IOException {
        Path page = shared.resolve("captions.html");
        String text = Cli.succeed("caption", "-c", collection, 1, FIRST_WITHOUT, "--gallery", page, "--format", "json")
                .json().at("/photos/0/generatedCaption").stringValue();
        assertThat(page).content().contains("<b>generated: " + text, "photo 1<", "photo 91<")
                .contains("<li>" + Cli.succeed("show", "-c", collection, 1, "--format", "json").json()
                        .findValue("captions").get(0).stringValue());
    }

    @Test
    void whatWasWrittenIsFoundAndMarked() {
        JsonNode hits = Cli.succeed("search", "-c", collection, "dog", "--where", "generated:dog", "-k", 30, "--format",
                "json").json().get("hits");

        assertThat(hits).isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.get("imageId").intValue()).isBetween(FIRST_WITHOUT, SmallWorld.IMAGES);
            assertThat(hit.get("captions")).as("captions of people").isEmpty();
            assertThat(hit.get("generatedCaption").stringValue()).contains("dog");
        });
        assertThat(Cli.succeed("search", "-c", collection, "dog", "--where", "caption:dog", "-k", 120, "--format",
                "json").json().get("hits"))
                .allSatisfy(hit -> assertThat(hit.get("imageId").intValue()).isLessThan(FIRST_WITHOUT));
        assertThat(Cli.succeed("show", "-c", collection, FIRST_WITHOUT).out()).contains("generated");
    }

    /** As when a photo is renamed: its record is replaced, its features stay. */
    @Test
    void aChangedRecordKeepsItUntilPeopleWriteOne() throws IOException {
        CollectionFolder folder = new CollectionFolder(collection);
        String before = generated(SmallWorld.IMAGES);
        ImageRecord renamed = ImageRecord.ofId(SmallWorld.IMAGES).withPhoto("renamed.jpg", PhotoRecord.of(
                PhotoRecord.Shot.UNKNOWN));

        change(folder, new CaptionDataset(List.of(renamed), List.of()));
        assertThat(generated(SmallWorld.IMAGES)).isEqualTo(before).isNotBlank();

        change(folder, new CaptionDataset(List.of(renamed),
                List.of(new Caption(1, SmallWorld.IMAGES, "by a person"))));
        assertThat(generated(SmallWorld.IMAGES)).isEmpty();
    }

    private static void change(CollectionFolder folder, CaptionDataset dataset) throws IOException {
        try (ImageCollection images = ImageCollection.open(folder.path(), folder.readModel(), List.of())) {
            images.update(dataset, Progress.NONE);
        }
    }

    private static String generated(long id) {
        return Cli.succeed("show", "-c", collection, id, "--format", "json").json().at("/0/generatedCaption")
                .asString("");
    }

    @Test
    void damagedOrUnfitInputHasARemedy() throws IOException {
        Path none = shared.resolve("none.json");
        Files.writeString(none, withoutAnnotations(Files.readString(world.captions())));
        assertThat(Cli.fail(ExitCode.DATA, "captioner", "train", "-c", shared.resolve("x"), "--captions", none,
                "--features", world.features())).contains("none.json");
        assertThat(Cli.fail(ExitCode.DATA, trainCall(shared.resolve("x"), "--min-count", 100_000)))
                .contains("lower --min-count");

        Path narrow = shared.resolve("narrow.safetensors");
        new SafetensorsWriter().add("ids", LongStream.rangeClosed(1, SmallWorld.IMAGES).toArray())
                .add("features", FloatMatrix.zeros(SmallWorld.IMAGES, 3)).writeTo(narrow);
        assertThat(Cli.fail(ExitCode.DATA, "captioner", "evaluate", "-c", collection, "--captions", world.validation(),
                "--features", narrow)).contains("16", "3");

        Path broken = shared.resolve("broken");
        Cli.succeed(trainCall(broken, "--epochs", 1));
        Path weights;
        try (var files = Files.list(broken.resolve("model"))) {
            weights = files.filter(file -> file.toString().endsWith(".safetensors")).findFirst().orElseThrow();
        }
        try (FileChannel cut = FileChannel.open(weights, StandardOpenOption.WRITE)) {
            cut.truncate(Files.size(weights) / 2);
        }
        assertThat(Cli.fail(ExitCode.DATA, "captioner", "evaluate", "-c", broken, "--captions", world.validation(),
                "--features", world.features())).contains(weights.getFileName().toString());
    }
}
