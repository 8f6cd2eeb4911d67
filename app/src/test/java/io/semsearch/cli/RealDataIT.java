package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Photos, captions and word vectors that others made, in the folder that SEMSEARCH_REAL_DATA names. */
@EnabledIfEnvironmentVariable(named = "SEMSEARCH_REAL_DATA", matches = ".+")
class RealDataIT {

    @TempDir
    Path collection;

    /** Trained on the 1,015 photos of the smaller part, asked about the 5,997 of the other. */
    @Test
    void aSmallModelFindsPhotosAmongManyOthers() {
        Cli.succeed("train", "-c", collection, "--captions", flickr8k("captions_val.json"), "--features",
                flickr8k("features512.pkl.gz"), "--vectors", data("vectors/word2vec.GoogleNews.lower7924.300d.txt"),
                "--validation-share", 0.1, "--epochs", 8);
        Cli.succeed("index", "-c", collection, "--captions", flickr8k("captions_train.json"),
                flickr8k("captions_val.json"), "--features", flickr8k("features512.pkl.gz"));

        JsonNode metrics = evaluate("captions_train.json");
        assertThat(metrics.get("gallerySize").intValue()).isEqualTo(5997);
        assertThat(metrics.get("tripletAccuracy").doubleValue()).isGreaterThan(0.7);
        assertThat(metrics.get("textToImage").get("recallAt10").doubleValue()).isGreaterThan(10 * 10 / 5997.0);

        JsonNode answer = Cli.succeed("search", "-c", collection, "a brown dog running through the snow", "--format",
                "json").json();
        List<String> captions = answer.get("hits").valueStream().map(hit -> hit.get("captions").toString()).toList();
        assertThat(captions).hasSize(10);
        assertThat(captions.stream().filter(text -> text.contains("dog")).count()).as("dogs among %s", captions)
                .isGreaterThanOrEqualTo(7);
    }

    /** Of COCO's captions; and the words of one file that the captions of another collection hold. */
    @Test
    void wordsAndPhrasesOfCaptions() throws IOException {
        Path captions = data("coco/captions_val2017.json");
        Path learned = collection.resolve("coco.txt");

        Cli run = Cli.succeed("vectors", "train", "--captions", captions, "--phrases", "--dimension", 50, "--epochs",
                2, "--out", learned);
        assertThat(run.err()).contains("phrases: 4");
        assertThat(Files.readString(learned)).contains("\nfire_hydrant ", "\nhot_dog ", "\ndouble_decker_bus ",
                "\nteddy_bear ").doesNotContain("\nin_a ", "\non_the ");
        assertThat(Cli.succeed("vectors", "nearest", "cat", "--vectors", learned, "-k", 20).out()).contains("kitten");
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "nearest", "elefant", "--vectors", learned))
                .contains("elephant");

        Path pruned = collection.resolve("pruned.bin");
        JsonNode kept = Cli.succeed("vectors", "convert", data("vectors/word2vec.GoogleNews.subset8000.300d.bin"),
                pruned, "--words-of", captions, "--format", "json").json();
        assertThat(kept.get("words").intValue()).isBetween(1_000, 7_000);
        assertThat(Cli.succeed("vectors", "nearest", "dog", "--vectors", pruned, "-k", 1).out()).contains("dogs");
    }

    /** The plain recipe at its full size: what a course project reaches in PyTorch. */
    @Test
    @Tag("slow")
    void thePlainRecipeIsAsGoodAsElsewhere() {
        train("features512.pkl.gz", "--recipe", "course");

        JsonNode metrics = evaluate("captions_val.json");
        assertThat(metrics.get("gallerySize").intValue()).isEqualTo(1015);
        assertThat(metrics.get("tripletAccuracy").doubleValue()).isGreaterThanOrEqualTo(0.915);
        assertThat(metrics.get("textToImage").get("recallAt10").doubleValue()).isGreaterThanOrEqualTo(0.32);
    }

    @ParameterizedTest
    @CsvSource({"features512.pkl.gz, 0.55", "features1280.npy, 0.58"})
    @Tag("slow")
    void theBestRecipeFindsMore(String features, double recallAt10) {
        JsonNode metrics = train(features, "--format", "json").json();

        assertThat(metrics.get("gallerySize").intValue()).isEqualTo(1015);
        assertThat(metrics.get("textToImage").get("recallAt10").doubleValue()).isGreaterThanOrEqualTo(recallAt10);
        assertThat(metrics.get("textToImage").get("medianRank").doubleValue()).isLessThanOrEqualTo(8);
    }

    /** Hubs held back, an index looked through, and sentences that no photo shows. */
    @Test
    @Tag("slow")
    void searchesCanBeTrusted() throws IOException {
        train("features1280.npy");
        JsonNode corrected = Cli.succeed("evaluate", "-c", collection, "--captions", flickr8k("captions_val.json"),
                "--features", flickr8k("features1280.npy"), "--format", "json").json().get("hubCorrection");
        assertThat(corrected.get("csls").get("recallAt10").doubleValue()).isGreaterThanOrEqualTo(0.61)
                .isGreaterThan(corrected.get("none").get("recallAt10").doubleValue());

        Cli.succeed("index", "-c", collection, "--captions", flickr8k("captions_train.json"),
                flickr8k("captions_val.json"), "--features", flickr8k("features1280.npy"));
        JsonNode verified = Cli.succeed("verify", "-c", collection, "--format", "json").json();
        assertThat(verified.get("images").intValue()).isEqualTo(7012);
        assertThat(verified.get("problems")).isEmpty();

        for (String nonsense : List.of("quarterly earnings of the bank", "the senate passed a bill")) {
            assertThat(hits(nonsense, "--min-confidence", 0.8)).as(nonsense).isEmpty();
        }
        List<JsonNode> dogs = hits("two dogs playing in the snow", "--min-confidence", 0.8, "--where", "split:val");
        assertThat(dogs).hasSizeGreaterThan(5);
        assertThat(dogs.stream().filter(hit -> hit.get("captions").toString().contains("dog")).count())
                .as("dogs among %s", dogs).isGreaterThan(5);
    }

    private List<JsonNode> hits(Object... words) {
        List<Object> call = new ArrayList<>(List.of("search", "-c", collection, "--format", "json"));
        call.addAll(List.of(words));
        return Cli.succeed(call.toArray()).json().get("hits").valueStream().toList();
    }

    private Cli train(String features, Object... options) {
        List<Object> call = new ArrayList<>(List.of("train", "-c", collection, "--captions",
                flickr8k("captions_train.json"), "--features", flickr8k(features), "--vectors",
                data("vectors/word2vec.GoogleNews.lower7924.300d.txt"), "--validation-captions",
                flickr8k("captions_val.json")));
        call.addAll(List.of(options));
        return Cli.succeed(call.toArray());
    }

    private JsonNode evaluate(String captions) {
        return Cli.succeed("evaluate", "-c", collection, "--captions", flickr8k(captions), "--features",
                flickr8k("features512.pkl.gz"), "--format", "json").json();
    }

    private static Path flickr8k(String name) {
        return data("flickr8k").resolve(name);
    }

    private static Path data(String name) {
        return Path.of(System.getenv("SEMSEARCH_REAL_DATA")).resolve(name);
    }
}
