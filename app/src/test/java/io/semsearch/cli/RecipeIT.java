package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each way to train, through the command line. */
class RecipeIT {

    @TempDir
    static Path shared;

    private static SmallWorld world;

    @TempDir
    Path temporary;

    @BeforeAll
    static void writeWorld() throws IOException {
        world = SmallWorld.write(shared.resolve("world"));
    }

    @Test
    void theBestRecipeIsTheUsualOne() throws IOException {
        Cli run = world.train(temporary, "--recipe", "best");

        assertThat(run.err().lines()).anyMatch(line -> line.startsWith("start   : training loss "));
        assertThat(model().training()).containsEntry("recipe", "best").containsEntry("start", "cca")
                .containsEntry("negatives", "image-batch").containsEntry("captionEmbedding", "learned")
                .containsEntry("scaling", "center").containsEntry("dropout", 0.3).containsEntry("margin", 0.2)
                .containsEntry("temperature", 0.05).containsEntry("optimizer", "relative");
        assertThat(metrics().get("textToImage").get("recallAt5").doubleValue()).isGreaterThan(0.9);
        world.index(temporary);
        JsonNode hits = Cli.succeed("search", "-c", temporary, "--explain", "a dog and a boat", "--format", "json")
                .json()
                .get("hits");
        assertThat(SmallWorld.shown(hits.get(0).get("imageId").longValue())).contains("dog", "boat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--start ridge --recipe course", "--start cca --caption-embedding idf",
            "--negatives semi-hard --pool 50", "--negatives hardest --recipe course --warm-up 2",
            "--negatives in-batch", "--negatives in-batch-hardest --optimizer adam", "--loss margin", "--shorten 0.3",
            "--loss infonce --temperature 0.1", "--caption-embedding mean --recipe course",
            "--caption-embedding sif --recipe course", "--scaling standardize", "--weight-decay 0.1 --dropout 0.2",
            "--start random --caption-embedding learned --negatives in-batch", "--optimizer sgd --learning-rate 0.3",
            "--dimension 5"})
    void everyPartCanBeChosen(String options) throws IOException {
        world.train(temporary, withRecipe(options).toArray());

        assertThat(metrics().get("tripletAccuracy").doubleValue()).as(model().training().toString())
                .isGreaterThan(0.8);
    }

    @Test
    void equalSeedsGiveEqualModelsAndARunCanBeResumed() throws IOException {
        // of the relative optimizer the schedule depends on the number of epochs
        Object[] options = {"--recipe", "best", "--optimizer", "adam", "--patience", 9};
        world.train(temporary.resolve("whole"), options);
        world.train(temporary.resolve("parts"), concat(concat(options, "--epochs"), 3));
        Cli.succeed(concat(world.trainCall(temporary.resolve("parts"), options), "--resume"));

        assertThat(fingerprint("parts")).isEqualTo(fingerprint("whole"));
    }

    @Test
    void refitLearnsTheWordsOfAllCaptions() throws IOException {
        Cli run = world.train(temporary, "--recipe", "best", "--refit");

        assertThat(run.err()).contains("in all: 120 images, 240 captions");
        assertThat(model().documents()).isEqualTo(240);
    }

    @Test
    void wordsWithoutAVectorAreLearned() throws IOException {
        Path few = Files.write(temporary.resolve("few.txt"), SmallWorld.vectorLines().stream()
                .filter(line -> !line.startsWith("dog ") && !line.startsWith("boat ")).toList());
        world.train(temporary, "--recipe", "best", "--vectors", few);
        world.index(temporary);

        JsonNode answer = Cli.succeed("search", "-c", temporary, "a dog and a boat", "--format", "json").json();
        assertThat(answer.get("unknownWords")).isEmpty();
        assertThat(SmallWorld.shown(answer.get("hits").get(0).get("imageId").longValue())).contains("dog", "boat");
    }

    @Test
    void aStartThatNoEpochBeatsIsTheModelAndIsSaid() {
        Cli run = world.train(temporary, "--recipe", "best", "--learning-rate", 2.0, "--epochs", 2);

        assertThat(run.err()).contains("no epoch was better than the start (CCA): the model is the start itself");
        assertThat(run.out()).contains("best     epoch 0 of 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--negatives worst", "--loss infonce --negatives random", "--dropout 1", "--weight-decay -1",
                    "--temperature 0 --loss infonce", "--dimension 0", "--min-count 0", "--pool 1 --negatives hardest",
                    "--negatives in-batch --batch 1", "--loss both --negatives in-batch", "--shorten 1.5",
                    "--shorten 0.1 --recipe course", "--recipe worst", "--start lda"})
    void whatDoesNotFitIsAWrongCall(String options) {
        assertThat(Cli.fail(ExitCode.USAGE, world.trainCall(temporary, withRecipe(options).toArray()))).isNotEmpty();
    }

    private static List<Object> withRecipe(String options) {
        String all = options.contains("--recipe") ? options : "--recipe best " + options;
        return List.of((Object[]) all.split(" "));
    }

    private static Object[] concat(Object[] words, Object last) {
        Object[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }

    private JsonNode metrics() {
        return Cli.succeed("evaluate", "-c", temporary, "--captions", world.validation(), "--features",
                world.features(), "--format", "json").json();
    }

    private ModelManifest model() throws IOException {
        return ModelReader.readManifest(temporary.resolve(ModelArtifact.FOLDER));
    }

    private String fingerprint(String name) throws IOException {
        return ModelReader.readManifest(temporary.resolve(name).resolve(ModelArtifact.FOLDER)).fingerprint();
    }
}
