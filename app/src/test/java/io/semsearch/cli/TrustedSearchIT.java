package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of a collection whose model keeps training captions and whose index was measured. */
class TrustedSearchIT {

    private static final int WORDS = 150;

    @TempDir
    static Path temporary;

    private static SmallWorld world;
    private static Path collection;

    @BeforeAll
    static void trainAndIndex() throws IOException {
        world = SmallWorld.write(temporary.resolve("world"));
        addWords();
        collection = temporary.resolve("collection");
        world.train(collection);
        world.index(collection);
    }

    /** Gives each training image a caption of three words that say nothing of it. Of a dozen words alone nothing can be
     * drawn that makes no sense. */
    private static void addWords() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        ObjectNode captions = (ObjectNode) JsonMapper.shared().readTree(Files.readString(world.captions()));
        for (int image = 1; image <= SmallWorld.TRAINING_IMAGES; image++) {
            String words = random.ints(3, 0, WORDS).mapToObj(word -> "w" + word).collect(Collectors.joining(" "));
            captions.withArray("annotations").addObject().put("id", 1000 + image).put("image_id", image)
                    .put("caption", words);
        }
        Files.writeString(world.captions(), JsonMapper.shared().writeValueAsString(captions));
        List<String> vectors = new ArrayList<>(Files.readAllLines(world.vectors()));
        for (int word = 0; word < WORDS; word++) {
            vectors.add("w" + word + " " + random.doubles(SmallWorld.SEMANTIC_DIMENSION, -1, 1)
                    .mapToObj(value -> String.format(Locale.ROOT, "%.6f", value)).collect(Collectors.joining(" ")));
        }
        Files.write(world.vectors(), vectors);
    }

    @Test
    void eachHitOfASentenceHasAConfidence() {
        Cli table = search("a dog and a boat");
        assertThat(table.err()).isEmpty();
        assertThat(table.out().lines().findFirst().orElseThrow())
                .isEqualTo("rank  similarity  corrected  confidence  image  caption");
        assertThat(table.out()).contains(", hubs held back by csls, ");

        JsonNode hits = search("a dog and a boat", "--format", "json").json().get("hits");
        assertThat(hits.get(0).get("confidence").doubleValue()).isGreaterThan(0.9);
        assertThat(hits.valueStream()).allSatisfy(
                hit -> assertThat(hit.get("confidence").doubleValue()).isBetween(0.0, 1.0));
    }

    @Test
    void aWordThatNoCaptionHoldsMatchesNothing() {
        assertThat(search("zebra").err())
                .startsWith("perhaps nothing matches: 100.0 % of random-word queries find a photo");

        Cli none = search("zebra", "--min-confidence", 0.8, "--format", "json");
        assertThat(none.err().strip()).isEqualTo("nothing matches");
        assertThat(none.json().get("hits")).isEmpty();
        assertThat(search("a dog and a boat", "--min-confidence", 0.8, "--format", "json").json().get("hits"))
                .isNotEmpty();
    }

    @Test
    void hubsAreHeldBackAsAskedFor() {
        for (String correction : List.of("none", "csls", "qb-norm")) {
            JsonNode answer = search("snow", "--hubness", correction, "--format", "json").json();

            assertThat(answer.get("hubness").stringValue()).isEqualTo(correction);
            assertThat(answer.get("hits").valueStream().map(hit -> hit.get("correctedSimilarity").doubleValue()))
                    .isSortedAccordingTo(Comparator.reverseOrder());
            JsonNode first = answer.get("hits").get(0);
            if (correction.equals("none")) {
                assertThat(first.get("correctedSimilarity")).isEqualTo(first.get("similarity"));
            } else {
                assertThat(first.get("correctedSimilarity")).isNotEqualTo(first.get("similarity"));
            }
        }
    }

    @Test
    void aPromisedRecallChoosesTheCandidates() {
        JsonNode answer = search("snow", "--recall", 0.9, "--format", "json").json();

        assertThat(answer.get("mode").stringValue()).as("of 120 images").isEqualTo("exact");
        assertThat(answer.get("hits")).hasSize(10);
        assertThat(Cli.fail(ExitCode.USAGE, "search", "-c", collection, "snow", "--recall", "1.5"))
                .contains("1.5");
    }

    @Test
    void hubsTellsOfTheWorstOnes() throws IOException {
        Path page = temporary.resolve("hubs.html");
        Cli text = Cli.succeed("hubs", "-c", collection, "--queries", 100, "--gallery", page);
        assertThat(text.out().lines().toList()).startsWith("100 sentences, the first 10 of 120 photos each")
                .anySatisfy(line -> assertThat(line).matches("none +-?\\d\\.\\d\\d +\\d+\\.\\d % +\\d+"))
                .anySatisfy(line -> assertThat(line).startsWith("csls "))
                .anySatisfy(line -> assertThat(line).matches("image +none +csls +qb-norm  caption"));
        assertThat(Files.readString(page)).contains("<h1>Hubs</h1>", "The worst hubs", "https://example.org/");

        JsonNode json = Cli.succeed("hubs", "-c", collection, "--format", "json").json();
        assertThat(json.propertyNames()).containsExactly("queries", "images", "k", "none", "csls", "qbNorm");
        assertThat(json.get("queries").intValue()).as("the model keeps all captions that it has").isEqualTo(270);
        JsonNode hub = json.get("none").get("hubs").get(0);
        assertThat(hub.propertyNames()).containsExactly("imageId", "none", "csls", "qbNorm");
        assertThat(hub.get("none").intValue()).as("a mean of 22 lists").isGreaterThan(22);
        assertThat(Cli.fail(ExitCode.USAGE, "hubs", "-c", collection, "--queries", 0))
                .isEqualTo("queries must be at least 1, got 0");
    }

    @Test
    void verifyTellsOfAWholeIndex() {
        Cli text = Cli.succeed("verify", "-c", collection);
        assertThat(text.err()).isEmpty();
        assertThat(text.out().lines().toList()).startsWith("images      120, each once").endsWith("OK")
                .anySatisfy(line -> assertThat(line).startsWith("segment     "))
                .anySatisfy(line -> assertThat(line).startsWith("texts       "));

        JsonNode json = Cli.succeed("verify", "-c", collection, "--duplicates", 0.999, "--format", "json").json();
        assertThat(json.propertyNames()).containsExactly("images", "problems", "segments", "semantic", "features",
                "nearDuplicates");
        assertThat(json.get("problems")).isEmpty();
        assertThat(json.get("segments").valueStream().mapToInt(segment -> segment.get("images").intValue()).sum())
                .isEqualTo(120);
        assertThat(Cli.fail(ExitCode.USAGE, "verify", "-c", collection, "--duplicates", 2))
                .isEqualTo("the similarity of near-duplicates must lie in (0, 1], got 2.0");
    }

    @Test
    void verifyFindsADamagedFile() throws IOException {
        Path damaged = temporary.resolve("damaged");
        world.train(damaged);
        world.index(damaged);
        Path vectors;
        try (Stream<Path> files = Files.list(damaged.resolve("index"))) {
            vectors = files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(vectors);
        bytes[bytes.length / 2] ^= 1;
        Files.write(vectors, bytes);

        Cli run = Cli.run("verify", "-c", damaged);

        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).contains("the index is damaged (checksum failed").contains("run 'semsearch index' again");
        assertThat(run.out()).doesNotContain("OK");
    }

    @Test
    void changesAreMeasuredAnew() throws IOException {
        Path growing = temporary.resolve("growing");
        world.train(growing);
        Cli.succeed("index", "-c", growing, "--captions", world.validation(), "--features", world.features());
        assertThat(measuredImages(growing)).isEqualTo(30);

        Cli.succeed("remove", "-c", growing, 91, 92);
        assertThat(measuredImages(growing)).as("a fifteenth is too little").isEqualTo(30);
        Cli.succeed("add", "-c", growing, "--captions", world.captions(), "--features", world.features());
        assertThat(measuredImages(growing)).isEqualTo(118);
        Cli.succeed("remove", "-c", growing, 93, 94);
        Cli.succeed("optimize", "-c", growing);
        assertThat(measuredImages(growing)).isEqualTo(116);
    }

    private static int measuredImages(Path collection) {
        JsonNode manifest = Cli.succeed("info", "-c", collection, "--format", "json").json().get("index")
                .get("manifest");
        return manifest.get("calibration").get("images").intValue();
    }

    private static Cli search(Object... words) {
        return Cli.succeed(Stream.concat(Stream.of("search", "-c", collection), Stream.of(words)).toArray());
    }

    @Test
    void explanationsAddUp() {
        JsonNode hits = search("a dog near a boat", "--explain", "--format", "json").json().get("hits");

        assertThat(hits.valueStream()).allSatisfy(hit -> assertThat(hit.get("words").valueStream()
                .mapToDouble(word -> word.get("contribution").doubleValue()).sum())
                .isCloseTo(hit.get("similarity").doubleValue(), within(1e-5)));
    }
}
