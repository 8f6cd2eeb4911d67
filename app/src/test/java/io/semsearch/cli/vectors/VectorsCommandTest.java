package io.semsearch.cli.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files of word vectors converted and asked. */
class VectorsCommandTest {

    private static final String VECTORS = """
            dog 1 0
            Puppy 0.9 0.1
            bench 0 1
            Hot_Dog 0.5 0.5
            beach -1 0
            don't 0.7 0.7
            . . . 1 1
            nothing 0 0
            """;

    @TempDir
    Path folder;

    private Path vectors = Path.of("");

    @BeforeEach
    void writeVectors() throws IOException {
        vectors = Files.writeString(folder.resolve("vectors.txt"), VECTORS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "convert", "nearest"})
    void everyCommandShowsExamplesAndExitCodes(String command) {
        Cli help = Cli.succeed("vectors", command, "--help");

        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: semsearch vectors " + command + " ").containsSubsequence(
                "--format=table|json", "--verbose", "Exit codes:", "0   ok", "3   ", "Examples:",
                "  semsearch vectors " + command);
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(Cli.succeed("vectors", "--help").out()).contains("  " + command + " ");
        assertThat(Cli.succeed("vectors").out()).isEqualTo(Cli.succeed("vectors", "--help").out());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            qqq                                    => unknown command 'qqq'
            train --out x                          => missing required argument (specify one of these): (--captions=F... [--captions=F...]... | --text=F)
            train --captions a --text b --out x    => --captions=F, --text=F are mutually exclusive (specify only one)
            train --text a                         => missing required option: '--out=F'
            train --text a --out x --window 0      => the window must be at least 1, got 0
            train --text a --out x --epochs 0      => the epochs must be at least 1, got 0
            train --text a --out x --dimension -5  => the dimension must be at least 1, got -5
            train --text a --out x --min-count 0   => the minimum count must be at least 1, got 0
            train --text a --out x --phrase-threshold 0 => the phrase threshold must be greater than 0, got 0.0
            convert a                              => missing required parameter: 'OUT'
            nearest                                => missing required parameter: 'WORD'
            nearest -k 0 dog                       => k must be >= 1, got 0
            nearest -c a --vectors b dog           => --vectors, --collection are mutually exclusive (specify only one)
            """)
    void wrongCallsNameWhatIsWrong(String call, String message) {
        assertThat(Cli.fail(ExitCode.USAGE, (Object[]) ("vectors " + call).split(" "))).isEqualTo(message);
    }

    @Test
    void convertsToEveryFormAndBack() throws IOException {
        Path text = folder.resolve("new/folder/text.txt");
        Path binary = folder.resolve("binary.bin");
        Path gzipped = folder.resolve("text.txt.gz");

        Cli first = Cli.succeed("vectors", "convert", vectors, text);
        assertThat(first.out().strip()).isEqualTo(text + ": 7 words (1 phrase), 2 values each");
        assertThat(first.err().lines()).containsExactly(
                vectors + ": 8 words, 1 of them can match no text; 8 in lower case kept",
                "left out: 1 word with blanks, which separate words in the file: '. . .'");
        assertThat(text).hasContent("""
                7 2
                dog 1.0 0.0
                puppy 0.9 0.1
                bench 0.0 1.0
                hot_dog 0.5 0.5
                beach -1.0 0.0
                don't 0.7 0.7
                nothing 0.0 0.0
                """);
        JsonNode json = Cli.succeed("vectors", "convert", text, binary, "--format", "json").json();
        assertThat(json.get("vectors").stringValue()).isEqualTo(binary.toString());
        assertThat(json.get("words").intValue()).isEqualTo(7);
        assertThat(json.get("phrases").intValue()).isEqualTo(1);
        assertThat(json.get("dimension").intValue()).isEqualTo(2);
        Cli.succeed("vectors", "convert", binary, gzipped);
        Path back = folder.resolve("back.vec");
        Cli.succeed("vectors", "convert", gzipped, back);
        assertThat(back).hasSameTextualContentAs(text);
    }

    @Test
    void keepsTheWordsOfCaptionsAndSomeOthers() throws IOException {
        Path captions = Files.writeString(folder.resolve("captions.json"), """
                {"images": [{"id": 1}], "annotations": [{"id": 1, "image_id": 1, "caption": "Hot dogs? A hot dog!"}]}
                """);
        Path out = folder.resolve("out.txt");

        assertThat(convert(out, "--words-of", captions)).containsExactly("dog", "hot_dog");
        assertThat(convert(out, "--words-of", captions, "--extra-words", 2)).containsExactly("dog", "puppy", "bench",
                "hot_dog");
        assertThat(convert(out, "--extra-words", 1)).containsExactly("dog");
        Cli.succeed("vectors", "convert", "--words-of", captions, vectors, out);
    }

    @Test
    void brokenFilesAreNotConverted() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.txt"), "a 1 2\nb 1\n");
        Path out = Files.writeString(folder.resolve("out.txt"), "earlier");

        assertThat(Cli.fail(ExitCode.DATA, "vectors", "convert", broken, out)).isEqualTo(broken
                + ": line 2 ('b'): expected a word and 2 numbers, found 1 numbers; pass over such with "
                + "--skip-bad-vectors");
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "convert", folder.resolve("none"), out))
                .isEqualTo(folder.resolve("none") + ": this file does not exist");
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "convert", vectors, folder))
                .isEqualTo(folder + ": expected a file's name, found a folder");
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "convert", vectors, vectors.resolve("below")))
                .isEqualTo(vectors + ": expected a folder, found a file: name another file");
        assertThat(out).hasContent("earlier");
        assertThat(convertFrom(broken, out, "--skip-bad-vectors").err()).contains(", 1 broken lines skipped",
                "line 2 ('b')");
        assertThat(out).hasContent("1 2\na 1.0 2.0\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing unfinished").hasSize(3);
        }
    }

    @Test
    void tellsTheNearestWords() {
        assertThat(nearest("DOG", "-k", 3).out().lines()).containsExactly("rank  similarity  word",
                "   1      0.9939  puppy", "   2      0.7071  hot_dog", "   3      0.7071  don't");
        JsonNode json = nearest("puppy", "--format", "json").json();
        assertThat(json.get("word").stringValue()).isEqualTo("puppy");
        assertThat(json.get("nearest")).hasSize(6);
        assertThat(json.get("nearest").get(0).get("rank").intValue()).isEqualTo(1);
        assertThat(json.get("nearest").get(0).get("word").stringValue()).isEqualTo("dog");
        assertThat(json.get("nearest").get(0).get("similarity").doubleValue()).isBetween(0.99, 1.0);
    }

    @Test
    void phrasesAndWordsThatNoTextIsCutIntoAreFound() {
        for (Object[] phrase : List.of(new Object[]{"hot", "dog"}, new Object[]{"Hot dog"}, new Object[]{"hot_dog"})) {
            assertThat(nearest(Stream.concat(Stream.of(phrase), Stream.of("-k", 1)).toArray()).out())
                    .contains("1      1.0000  don't");
        }
        assertThat(nearest("don't", "-k", 2).out()).contains(". . .", "hot_dog");
        assertThat(nearest("bench", "--extra-words", 1).out()).contains("dog").doesNotContain("puppy");
    }

    @Test
    void unknownWordsGetTheNearestSpellings() {
        assertThat(failToFind(ExitCode.DATA, "beech"))
                .isEqualTo(vectors + ": no vector is known for 'beech' (did you mean bench, beach?)");
        assertThat(failToFind(ExitCode.DATA, "hotdog"))
                .isEqualTo(vectors + ": no vector is known for 'hotdog' (did you mean hot_dog?)");
        assertThat(failToFind(ExitCode.DATA, "xylophone"))
                .isEqualTo(vectors + ": no vector is known for 'xylophone'");
        assertThat(failToFind(ExitCode.DATA, "?!")).isEqualTo(vectors + ": no vector is known for '?!'");
        assertThat(failToFind(ExitCode.USAGE, "hot", "bench"))
                .isEqualTo("expected one word, or a phrase that has a vector, got 'hot', 'bench'");
        assertThat(failToFind(ExitCode.USAGE, "nothing"))
                .isEqualTo("the vector of 'nothing' is all zeros: nothing is near to it");
        assertThat(Cli.fail(ExitCode.DATA, "vectors", "nearest", "-c", folder, "dog")).contains("no model here");
    }

    private Cli nearest(Object... words) {
        return Cli.succeed(call(words));
    }

    private String failToFind(int exitCode, Object... words) {
        return Cli.fail(exitCode, call(words));
    }

    private Object[] call(Object... words) {
        return Stream.concat(Stream.of("vectors", "nearest", "--vectors", vectors), Stream.of(words)).toArray();
    }

    private static Cli convertFrom(Path in, Path out, Object... options) {
        return Cli.succeed(Stream.concat(Stream.of("vectors", "convert", in, out), Stream.of(options)).toArray());
    }

    /** The words of the file written. */
    private List<String> convert(Path out, Object... options) throws IOException {
        convertFrom(vectors, out, options);
        return Files.readAllLines(out).stream().skip(1).map(line -> line.split(" ", 2)[0]).toList();
    }
}
