package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelReader;
import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.Main;
import io.semsearch.cli.SmallWorld;
import io.semsearch.dataset.EncoderId;
import io.semsearch.vector.FloatMatrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What training can be told, and what it leaves behind. */
class TrainCommandIT {

    @TempDir
    static Path worldFolder;

    private static SmallWorld world;

    @TempDir
    Path temporary;

    @BeforeAll
    static void writeWorld() throws IOException {
        world = SmallWorld.write(worldFolder);
    }

    @Test
    void theEncoderIsNamedByTheFileOrTheOptionAndByBothAlike() throws IOException {
        Path named = temporary.resolve("named.safetensors");
        new SafetensorsWriter().metadata("encoder", "resnet18")
                .add("ids", LongStream.rangeClosed(1, SmallWorld.IMAGES).toArray())
                .add("features", SmallWorld.features(SmallWorld.FEATURE_DIMENSION)).writeTo(named);

        assertThat(world.train(temporary, "--features", named).err()).doesNotContain("name its encoder");
        assertThat(model(temporary).encoder().name()).isEqualTo("resnet18");
        world.train(temporary, "--features", named, "--encoder", "resnet18");
        assertThat(Cli.fail(ExitCode.DATA, world.trainCall(temporary, "--features", named, "--encoder", "resnet50")))
                .isEqualTo(named + ": expected features of the encoder resnet50, as --encoder says, found those of "
                        + "resnet18: leave --encoder out");
        assertThat(Cli.succeed("index", "-c", temporary, "--captions", world.captions(), "--features", named).err())
                .isEmpty();
        assertThat(world.index(temporary).err()).isEqualTo(world.features()
                + " does not name its encoder, the model was trained on features of resnet18: only the number of values "
                + "was compared, 16" + System.lineSeparator());
    }

    @Test
    void jsonTellsModelAndMeasurements() throws IOException {
        JsonNode json = world.train(temporary, "--format", "json", "--encoder", "resnet18").json();

        assertThat(json.propertyNames()).containsExactly("model", "fingerprint", "bestEpoch", "epochs", "gallerySize",
                "queries", "tripletAccuracy", "loss", "trainingSeconds", "textToImage");
        ModelManifest model = model(temporary);
        assertThat(json.get("fingerprint").stringValue()).isEqualTo(model.fingerprint());
        assertThat(json.get("model").stringValue()).isEqualTo(temporary.resolve("model").toString());
        assertThat(json.get("bestEpoch").intValue()).isBetween(1, SmallWorld.EPOCHS);
        assertThat(json.get("epochs").intValue()).isEqualTo(SmallWorld.EPOCHS);
        assertThat(json.get("gallerySize").intValue()).isEqualTo(30);
        assertThat(json.get("queries").intValue()).isEqualTo(60);
        assertThat(json.get("tripletAccuracy").doubleValue()).isBetween(0.0, 1.0);
        assertThat(model.encoder()).isEqualTo(EncoderId.named("resnet18", SmallWorld.FEATURE_DIMENSION));
        assertThat(model.featureDimension()).isEqualTo(SmallWorld.FEATURE_DIMENSION);
        assertThat(model.semanticDimension()).isEqualTo(SmallWorld.SEMANTIC_DIMENSION);
        assertThat(model.documents()).as("captions to train on").isEqualTo(180);
        assertThat(model.training()).containsEntry("learningRate", 0.03).containsEntry("batchSize", 16)
                .containsEntry("optimizer", "adam").containsEntry("seed", 1).containsEntry("refit", false)
                .containsEntry("vectors", "vectors.txt");
    }

    @Test
    void everyEpochIsReportedAndDrawn() throws IOException {
        world.train(temporary);

        List<JsonNode> lines = reports(temporary);
        assertThat(lines).extracting(line -> line.get("epoch").intValue())
                .isEqualTo(IntStream.rangeClosed(1, SmallWorld.EPOCHS).boxed().toList());
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.propertyNames()).containsExactly("epoch", "trainingLoss", "trainingAccuracy",
                    "captionsPerSecond", "training", "validation");
            assertThat(line.get("trainingLoss").doubleValue()).isPositive();
            assertThat(line.get("trainingAccuracy").doubleValue()).isBetween(0.0, 1.0);
            assertThat(line.get("validation").get("gallerySize").intValue()).isEqualTo(30);
            assertThat(line.get("validation").get("textToImage").get("meanReciprocalRank").doubleValue())
                    .isBetween(0.0, 1.0);
        });
        BufferedImage curves = ImageIO.read(temporary.resolve("reports/training.png").toFile());
        assertThat(curves.getWidth()).isEqualTo(3 * 520);
        assertThat(curves.getHeight()).isEqualTo(380);
    }

    @Test
    void equalSeedsGiveEqualModels() throws IOException {
        world.train(temporary.resolve("a"), "--seed", 5);
        world.train(temporary.resolve("b"), "--seed", 5);
        world.train(temporary.resolve("c"), "--seed", 6);

        assertThat(fingerprint("a")).isEqualTo(fingerprint("b")).isNotEqualTo(fingerprint("c"));
    }

    @Test
    void aRunThatBreaksOffCanBeResumedToTheSameModel() throws IOException {
        world.train(temporary.resolve("whole"));
        Path broken = temporary.resolve("broken");

        assertThat(trainUntil("epoch  3", broken)).isEqualTo(ExitCode.INTERNAL);
        assertThat(broken.resolve("model")).isEmptyDirectory();
        assertThat(reports(broken)).as("the last was not written").hasSize(2);
        Cli resumed = world.train(broken, "--resume");

        assertThat(fingerprint("broken")).isEqualTo(fingerprint("whole"));
        assertThat(resumed.err()).doesNotContain("epoch  3").contains("epoch  4");
        assertThat(reports(broken)).extracting(line -> line.get("epoch").intValue())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aFinishedRunCanGoOnLonger() throws IOException {
        Path longer = temporary.resolve("longer");
        world.train(longer, "--epochs", 3);
        world.train(longer, "--epochs", SmallWorld.EPOCHS, "--resume");
        world.train(temporary.resolve("whole"));

        assertThat(fingerprint("longer")).isEqualTo(fingerprint("whole"));
    }

    @Test
    void onlyTheSameRunIsResumed() {
        world.train(temporary, "--epochs", 1);
        Path checkpoint = temporary.resolve("training").resolve("checkpoint.safetensors");

        assertThat(Cli.fail(ExitCode.DATA, world.trainCall(temporary, "--resume", "--seed", 2)))
                .startsWith(checkpoint + ": the run to resume had other data or options: it was seed 1, batch size 16")
                .contains("this is seed 2,").endsWith("; give the same, or train without --resume");
        assertThat(Cli.fail(ExitCode.DATA, world.trainCall(temporary.resolve("new"), "--resume"))).endsWith(
                "checkpoint.safetensors: there is no run to resume: train without --resume first");
    }

    @Test
    void refitTrainsOnAllImagesOnceMore() throws IOException {
        world.train(temporary.resolve("plain"));
        Cli refit = world.train(temporary.resolve("refit"), "--refit");

        assertThat(refit.err()).containsPattern("training once more on all images, for \\d epochs?")
                .contains("in all: 120 images, 240 captions");
        assertThat(model(temporary.resolve("refit")).training()).containsEntry("refit", true);
        assertThat(model(temporary.resolve("refit")).documents()).isEqualTo(240);
        assertThat(fingerprint("refit")).isNotEqualTo(fingerprint("plain"));
        assertThat(metricsButTime("refit")).as("measured before").isEqualTo(metricsButTime("plain"));
        assertThat(reports(temporary.resolve("refit"))).hasSize(SmallWorld.EPOCHS);
    }

    @Test
    void theOptimizerIsAChoice() throws IOException {
        world.train(temporary, "--optimizer", "sgd", "--learning-rate", 0.5, "--momentum", 0.8, "--margin", 0.3,
                "--patience", 2);

        assertThat(model(temporary).training()).containsEntry("optimizer", "sgd").containsEntry("learningRate", 0.5)
                .containsEntry("momentum", 0.8).containsEntry("margin", 0.3).containsEntry("patience", 2);
        assertThat(model(temporary).metrics()).hasEntrySatisfying("tripletAccuracy",
                accuracy -> assertThat((double) accuracy).isGreaterThan(0.7));
    }

    @Test
    void patienceEndsTheRunEarly() throws IOException {
        world.train(temporary, "--epochs", 200, "--patience", 1);

        assertThat(reports(temporary)).hasSizeBetween(2, 100);
    }

    @Test
    void imagesInBothFilesAreNotTrainedOn() throws IOException {
        Path overlapping = temporary.resolve("overlapping.json");
        SmallWorld.writeCaptions(overlapping, 86, SmallWorld.IMAGES);

        Cli run = world.train(temporary, "--validation-captions", overlapping);

        assertThat(run.err().lines()).contains(
                "in both --captions and --validation-captions, and not trained on: 5 images",
                "to train on: 85 images, 170 captions", "to validate on: 35 images, 70 captions");
    }

    @Test
    void withoutValidationCaptionsAShareIsDrawn() {
        Cli run = Cli.succeed("train", "-c", temporary, "--captions", world.captions(), world.validation(),
                "--features", world.features(), "--vectors", world.vectors(), "--epochs", 1);
        assertThat(run.err().lines()).contains("to train on: 96 images, 192 captions",
                "to validate on: 24 images, 48 captions");

        Cli half = Cli.succeed("train", "-c", temporary, "--captions", world.captions(), "--features",
                world.features(), "--vectors", world.vectors(), "--epochs", 1, "--validation-share", 0.5);
        assertThat(half.err().lines()).contains("left out: 30 images with features but without captions",
                "to train on: 45 images, 90 captions");
    }

    @Test
    void imagesWithoutPartnerAreCountedAndDropped() throws IOException {
        Path more = temporary.resolve("more.json");
        SmallWorld.writeCaptions(more, 1, SmallWorld.IMAGES + 7);

        Cli run = Cli.succeed("train", "-c", temporary, "--captions", more, "--validation-captions",
                world.validation(), "--features", world.features(), "--vectors", world.vectors(), "--epochs", 1);

        assertThat(run.err().lines()).contains("left out: 7 images with captions but without features",
                "to train on: 90 images, 180 captions");
    }

    @Test
    void captionsWithoutKnownWordsAreCounted() throws IOException {
        Path captions = temporary.resolve("captions.json");
        Files.writeString(captions, Files.readString(world.captions()).replaceFirst("A \\w+ and a \\w+\\.", " ")
                .replaceFirst("the \\w+ near the \\w+", "xyzzy plugh"));

        Cli run = world.train(temporary, "--captions", captions, "--epochs", 1);

        assertThat(run.err().lines()).contains("to train on: 90 images, 178 captions (and 2 without a known word, left "
                + "out)").anyMatch(line -> line.startsWith("word vectors: 16 of the captions' 18 words"));
    }

    @Test
    void wordsAreLearnedFromTheCaptionsWhereNoneAreGiven() throws IOException {
        Cli.succeed("train", "-c", temporary, "--captions", world.captions(), world.validation(), "--features",
                world.features(), "--epochs", 1);

        assertThat(model(temporary).training()).containsEntry("vectors", "word2vec of the captions");
        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", temporary, "dog")).contains("no index here");
    }

    @Test
    void formsOfFilesGiveTheSameModel() throws IOException {
        world.train(temporary.resolve("plain"));
        Path captions = gzip(world.captions());
        Path vectors = gzip(world.vectors());
        Path ids = temporary.resolve("ids.txt");
        Files.write(ids, IntStream.rangeClosed(1, SmallWorld.IMAGES).mapToObj(Integer::toString).toList());
        Path npy = temporary.resolve("features.npy");
        writeNpy(npy);

        world.train(temporary.resolve("other"), "--captions", captions, "--vectors", vectors, "--features", npy,
                "--feature-ids", ids);

        assertThat(fingerprint("other")).isEqualTo(fingerprint("plain"));
    }

    @Test
    void brokenVectorsCanBeSkipped() throws IOException {
        Path broken = temporary.resolve("broken.txt");
        Files.write(broken,
                Stream.concat(SmallWorld.vectorLines().stream(), Stream.of("short 1 2 3", "dog 1 1 1 1 1 1 1 "
                        + "1 1 1 1 1 1 1 1 1", "long 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")).toList());

        Cli run = world.train(temporary, "--vectors", broken, "--skip-bad-vectors", "--epochs", 1);

        assertThat(run.err().lines()).contains(
                "word vectors: 16 of the captions' 16 words, and 2 others, 16 values each (19 in the file, 1 of them "
                        + "repeated: the first counts, 2 broken lines skipped)",
                broken + ": line 19 ('short'): expected a word and 16 numbers, found 3 numbers");
    }

    @Test
    void extraWordsCanBeLeftOut() {
        Cli run = world.train(temporary, "--extra-words", 0, "--epochs", 1);

        assertThat(run.err()).contains("16 of the captions' 16 words, and 0 others");
    }

    @Test
    void aNewModelSaysThatTheIndexIsOld() {
        assertThat(world.train(temporary).err()).doesNotContain("index");
        world.index(temporary);
        assertThat(world.train(temporary, "--seed", 2).err())
                .contains("the collection's index was built with an earlier model: run 'semsearch index' again");

        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", temporary, "dog")).contains("run 'semsearch index' again");
        world.index(temporary);
        assertThat(Cli.succeed("search", "-c", temporary, "dog").err()).isEmpty();
    }

    /** Trains until the power fails, when a line is printed that begins in a certain way. */
    private static int trainUntil(String start, Path collection) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter()));
        commandLine.setErr(new PrintWriter(new StringWriter()) {
            @Override
            public void write(String text, int offset, int length) {
                if (text.startsWith(start, offset)) {
                    throw new IllegalStateException("power cut");
                }
            }
        });
        return commandLine.execute(Arrays.stream(world.trainCall(collection)).map(Object::toString)
                .toArray(String[]::new));
    }

    private Map<String, Object> metricsButTime(String collection) throws IOException {
        Map<String, Object> metrics = new HashMap<>(model(temporary.resolve(collection)).metrics());
        assertThat(metrics.remove("trainingSeconds")).asInstanceOf(InstanceOfAssertFactories.DOUBLE).isPositive();
        return metrics;
    }

    private static ModelManifest model(Path collection) throws IOException {
        return ModelReader.readManifest(collection.resolve(ModelArtifact.FOLDER));
    }

    private String fingerprint(String collection) throws IOException {
        return model(temporary.resolve(collection)).fingerprint();
    }

    private static List<JsonNode> reports(Path collection) throws IOException {
        return Files.readAllLines(collection.resolve("reports").resolve("training.jsonl")).stream()
                .map(JsonMapper.shared()::readTree).toList();
    }

    private Path gzip(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            Files.copy(file, out);
        }
        return Files.write(temporary.resolve(file.getFileName() + ".gz"), bytes.toByteArray());
    }

    private static void writeNpy(Path file) throws IOException {
        FloatMatrix features = SmallWorld.features(SmallWorld.FEATURE_DIMENSION);
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }\n".formatted(features.rows(),
                features.columns());
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + Float.BYTES * features.values().length)
                .order(ByteOrder.LITTLE_ENDIAN).put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        for (float value : features.values()) {
            bytes.putFloat(value);
        }
        Files.write(file, bytes.array());
    }
}
