package io.semsearch.cli.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Word vectors learned from text, and phrases all the way from a file of vectors to an explained hit. */
class VectorsCommandIT {

    @TempDir
    Path folder;

    @Test
    void wordsAndPhrasesAreLearnedFromText() throws IOException {
        Path text = folder.resolve("text.txt");
        Files.write(text, sentences());
        Path out = folder.resolve("out.txt");

        JsonNode json = train("--text", text, "--out", out, "--phrases", "--phrase-threshold", 30, "--dimension", 12,
                "--min-count", 3, "--format", "json").json();

        List<String> lines = Files.readAllLines(out);
        assertThat(lines.getFirst()).isEqualTo(json.get("words").intValue() + " 12");
        assertThat(lines).hasSize(json.get("words").intValue() + 1).anyMatch(line -> line.startsWith("fire_hydrant "))
                .noneMatch(line -> line.startsWith("fire ") || line.startsWith("once "));
        assertThat(json.get("phrases").intValue()).isEqualTo(1);
        assertThat(Cli.succeed("vectors", "nearest", "fire hydrant", "--vectors", out).out().lines()).hasSize(11);

        Path again = folder.resolve("again.txt");
        train("--text", text, "--out", again, "--phrases", "--phrase-threshold", 30, "--dimension", 12, "--min-count",
                3);
        assertThat(again).hasSameTextualContentAs(out);
        train("--text", text, "--out", again, "--dimension", 12, "--seed", 2);
        assertThat(Files.readString(again)).contains("\nfire ", "\nhydrant ").doesNotContain("_");
    }

    @Test
    void captionsAreTextToo() throws IOException {
        SmallWorld world = SmallWorld.write(folder.resolve("world"));
        Path out = folder.resolve("out.bin");

        Cli run = train("--captions", world.captions(), world.validation(), "--out", out, "--dimension", 8);

        assertThat(run.out().strip()).isEqualTo(out + ": 16 words, 8 values each");
        assertThat(world.train(folder.resolve("collection"), "--vectors", out, "--epochs", 1).err())
                .contains("word vectors: 16 of the captions' 16 words, and 0 others, 8 values each");
        assertThat(Cli.succeed("vectors", "nearest", "-c", folder.resolve("collection"), "dog", "-k", 3).out().lines())
                .hasSize(4);
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "nearest", "-c", folder.resolve("collection"), "hoarse"))
                .endsWith("model: no vector is known for 'hoarse' (did you mean horse, house?)");
    }

    @Test
    void whatCannotBeLearnedFromIsTold() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "each word stands once\n");
        Path blank = Files.writeString(folder.resolve("blank.txt"), "\n \n");
        Path out = Files.writeString(folder.resolve("out.txt"), "earlier");

        assertThat(Cli.fail(ExitCode.DATA, "vectors", "train", "--text", text, "--out", out)).isEqualTo(text
                + ": no word occurs 2 times: too little text to learn word vectors from; give more, or lower "
                + "--min-count");
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "train", "--text", blank, "--out", out))
                .isEqualTo(blank + ": expected text, a sentence a line, found none");
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "train", "--captions", text, "--out", out))
                .startsWith(text + ": expected captions (COCO");
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "train", "--text", text, "--out", folder))
                .isEqualTo(folder + ": expected a file's name, found a folder");
        assertThat(out).hasContent("earlier");
    }

    /** In this world what was "near the" is a phrase, as are two things side by side. */
    @Test
    void phrasesOfAFileServeCaptionsAndQueries() throws IOException {
        SmallWorld world = SmallWorld.write(folder.resolve("world"));
        Path vectors = folder.resolve("phrases.txt");
        Files.write(vectors, Stream.concat(SmallWorld.vectorLines().stream(), Stream.of(
                "Near_The" + " 0.5".repeat(16), "dog_train" + " 0.25".repeat(16))).toList());
        Path collection = folder.resolve("collection");

        Cli trained = world.train(collection, "--vectors", vectors);
        assertThat(trained.err().lines()).contains(
                "word vectors: 16 of the captions' 16 words, 1 phrase in them, and 3 others, 16 values each (20 in the "
                        + "file)");
        world.index(collection);

        JsonNode hit = Cli.succeed("search", "-c", collection, "--explain", "-k", 1, "--format", "json",
                "a cat near the boat, near gnus").json();
        assertThat(hit.get("unknownWords").valueStream().map(JsonNode::stringValue)).containsExactly("gnus");
        assertThat(hit.get("hits").get(0).get("words").valueStream().map(word -> word.get("word").stringValue()))
                .containsExactlyInAnyOrder("a", "cat", "near_the", "boat", "near");
        double similarity = hit.get("hits").get(0).get("similarity").doubleValue();
        double sum = hit.get("hits").get(0).get("words").valueStream()
                .mapToDouble(word -> word.get("contribution").doubleValue()).sum();
        assertThat(sum).isCloseTo(similarity, within(1e-4));
        assertThat(Cli.succeed("vectors", "nearest", "-c", collection, "near", "the", "-k", 1).out()).contains(
                "1      1.0000  dog_train");
    }

    private static Cli train(Object... options) {
        return Cli.succeed(Stream.concat(Stream.of("vectors", "train"), Stream.of(options)).toArray());
    }

    private static List<String> sentences() {
        List<String> sentences = new ArrayList<>(List.of("Once upon a time."));
        IntStream.range(0, 300).forEach(i -> {
            sentences
                    .add("The " + SmallWorld.shown(i).getFirst() + " sits beside the " + SmallWorld.shown(i).getLast());
            if (i % 10 == 0) {
                sentences.add("The " + SmallWorld.shown(i).getFirst() + " sits beside the fire hydrant!");
            }
        });
        return sentences;
    }
}
