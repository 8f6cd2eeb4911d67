package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code search}: queries, and how its answers are printed. */
class SearchCommandTest extends WithCircle {

    @Test
    void searchPrintsATable() {
        Cli run = Cli.succeed("search", "-c", collection, "-k", 3, "east");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(5).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("rank  similarity  image  caption");
            assertThat(lines.get(1)).isEqualTo("   1      1.0000      1  at place 1");
            assertThat(lines.get(2)).isEqualTo("   2      0.8660      2  at place 2");
            assertThat(lines.get(3)).isEqualTo("   3      0.8660     12  12.jpg");
            assertThat(lines.get(4)).matches("3 hits, exact search, \\d+\\.\\d ms");
        });
    }

    @Test
    void searchPrintsJson() {
        JsonNode json = Cli.succeed("search", "-c", collection, "-k", 2, "--format", "json", "north").json();

        assertThat(json.propertyNames()).containsExactlyInAnyOrder("query", "mode", "hubness", "partial",
                "tookMillis", "unknownWords", "suggestions", "hits");
        assertThat(json.get("query").stringValue()).isEqualTo("north");
        assertThat(json.get("mode").stringValue()).isEqualTo("exact");
        assertThat(json.get("tookMillis").isNumber()).isTrue();
        assertThat(json.get("tookMillis").doubleValue()).isPositive();
        assertThat(json.get("unknownWords").isArray()).isTrue();
        assertThat(json.get("unknownWords")).isEmpty();
        assertThat(json.get("hits")).hasSize(2);
        JsonNode hit = json.get("hits").get(0);
        assertThat(hit.propertyNames()).containsExactlyInAnyOrder("rank", "imageId", "similarity",
                "correctedSimilarity", "fileName", "url", "width", "height", "captions");
        assertThat(hit.get("rank").isInt()).isTrue();
        assertThat(hit.get("rank").intValue()).isEqualTo(1);
        assertThat(hit.get("imageId").isIntegralNumber()).isTrue();
        assertThat(hit.get("imageId").longValue()).isEqualTo(4);
        assertThat(hit.get("similarity").doubleValue()).isBetween(0.9999, 1.0);
        assertThat(hit.get("fileName").stringValue()).isEqualTo("4.jpg");
        assertThat(hit.get("url").stringValue()).isEqualTo("https://example.org/4.jpg");
        assertThat(hit.get("captions").values()).extracting(JsonNode::stringValue).containsExactly("at place 4");
        assertThat(json.get("hits").get(1).get("rank").intValue()).isEqualTo(2);
        assertThat(json.get("hits").get(1).get("imageId").longValue()).isEqualTo(3);
    }

    @Test
    void hitsAreExplainedWordByWord() {
        Cli table = Cli.succeed("search", "-c", collection, "-k", 1, "--explain", "north", "and", "east");
        JsonNode hit = Cli.succeed("search", "-c", collection, "-k", 1, "--explain", "--format", "json", "north", "and",
                "east").json().get("hits").get(0);

        JsonNode words = hit.get("words");
        assertThat(words.valueStream().map(word -> word.get("word").stringValue())).containsExactlyInAnyOrder("north",
                "east");
        assertThat(words.valueStream().mapToDouble(word -> word.get("contribution").doubleValue()).sum())
                .as("the words' shares add up to the similarity")
                .isCloseTo(hit.get("similarity").doubleValue(), within(1e-5));
        assertThat(table.out().lines().toList().get(2).strip())
                .matches("(north|east) \\+0\\.\\d{3}, (north|east) \\+0\\.\\d{3}");
    }

    @Test
    void allFreeWordsFormOneSentence() {
        List<Cli> runs = Stream.of(
                new Object[]{"search", "north", "and", "east", "-c", collection, "--format", "json"},
                new Object[]{"search", "north and east", "-c", collection, "--format", "json"},
                new Object[]{"search", "-c", collection, "--format", "json", "north", "and east"},
                new Object[]{"search", "north", "-c", collection, "and", "--format", "json", "east"},
                new Object[]{"search", "--format=JSON", "--collection=" + collection, "--", "north", "and", "east"})
                .map(Cli::succeed).toList();

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.json().get("query").stringValue()).isEqualTo("north and east");
            assertThat(run.json().get("unknownWords").values()).extracting(JsonNode::stringValue)
                    .containsExactly("and");
            assertThat(imageIds(run.json())).startsWith(2L, 3L);
        });
    }

    @Test
    void wordsMayBeginWithAnAtSign() throws IOException {
        Path file = Files.writeString(temporary.resolve("words.txt"), "west");

        Cli run = Cli.succeed("search", "-c", collection, "east", "@" + file, "--format", "json");

        assertThat(run.json().get("query").stringValue()).isEqualTo("east @" + file);
    }

    @Test
    void unknownWordsAreToldWithTheNearestSpellings() {
        Cli run = Cli.succeed("search", "-c", collection, "--as-typed", "--format", "json", "nroth zebras east");

        assertThat(run.err().lines()).containsExactly(
                "no vector is known for 'nroth' (did you mean north?); as a word it adds nothing",
                "no vector is known for 'zebras'; as a word it adds nothing");
        assertThat(run.json().get("unknownWords").values()).extracting(JsonNode::stringValue).containsExactly("nroth",
                "zebras");
        assertThat(run.json().get("suggestions").toString()).isEqualTo("{\"nroth\":[\"north\"]}");
        assertThat(imageIds(run.json())).startsWith(1L);
    }

    @Test
    void aTypingErrorIsReadAsTheWordThatIsMeantAndTold() {
        Cli run = Cli.succeed("search", "-c", collection, "--format", "json", "Nroth");

        assertThat(run.err().lines()).containsExactly("read 'Nroth' as 'north'; --as-typed leaves unknown words out");
        assertThat(run.json().get("unknownWords")).isEmpty();
        assertThat(run.json().get("readAs").toString()).isEqualTo("{\"Nroth\":\"north\"}");
        assertThat(imageIds(run.json())).isEqualTo(imageIds(
                Cli.succeed("search", "-c", collection, "--format", "json", "north").json()));
    }

    @Test
    void unknownWordsAloneAreAnError() {
        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", collection, "--as-typed", "nroth", "zebras"))
                .isEqualTo("the model knows no word of the text: 'nroth' (did you mean north?), 'zebras'");
        assertThat(Cli.fail(ExitCode.USAGE, "search", "-c", collection, " ?! "))
                .isEqualTo("the text has no words: ' ?! '");
    }

    @Test
    void modesAreNamedInTheAnswer() {
        assertThat(mode("search", "east", "--exact", "--ef-search", 4)).isEqualTo("exact");
        assertThat(mode("search", "east", "--hnsw", "--ef-search", 4)).isEqualTo("hnsw");
        assertThat(mode("search", "east", "--hnsw")).as("with more candidates than images").isEqualTo("exact");
        assertThat(mode("similar", 1, "--hnsw", "--ef-search", 4)).isEqualTo("hnsw");
        assertThat(mode("search", "east")).isEqualTo("exact");
    }

    @Test
    void kMayBeLargerThanTheIndex() {
        assertThat(imageIds(Cli.succeed("search", "-c", collection, "-k", 1000, "east", "--format", "json").json()))
                .hasSize(IMAGES).doesNotHaveDuplicates();
        assertThat(imageIds(Cli.succeed("similar", "-c", collection, "-k", 1000, 1, "--format", "json").json()))
                .hasSize(IMAGES - 1);
    }

    @Test
    void wordsAndImagesAreAddedAndSubtracted() {
        assertThat(imageIds(Cli.succeed("search", "-c", collection, "-k", 1, "north", "--plus", "east", "--format",
                "json").json())).as("45 degrees").isSubsetOf(2L, 3L);
        Cli sum = Cli.succeed("search", "-c", collection, "-k", 2, "--plus", "north*0.5", "--image", "1",
                "--minus-image",
                "7*2", "--minus", "south", "--explain", "--format", "json");
        assertThat(sum.json().get("query").stringValue())
                .isEqualTo("north*0.5 - south + image 1 - image 7*2");
        JsonNode hit = sum.json().get("hits").get(0);
        assertThat(hit.get("images").valueStream().map(image -> image.get("imageId").longValue()))
                .containsExactlyInAnyOrder(1L, 7L);
        assertThat(Stream.of(hit.get("words"), hit.get("images")).flatMap(JsonNode::valueStream)
                .mapToDouble(part -> part.get("contribution").doubleValue()).sum())
                .isCloseTo(hit.get("similarity").doubleValue(), within(1e-5));
        assertThat(imageIds(sum.json())).doesNotContain(1L, 7L);
    }

    @Test
    void judgedImagesMoveTheQuery() {
        Cli judged = Cli.succeed("search", "-c", collection, "-k", 11, "east", "--relevant", "4", "--nonrelevant",
                "10,11",
                "--beta", "1", "--gamma", "0.5", "--format", "json");
        assertThat(judged.json().get("query").stringValue()).isEqualTo("east (relevant: 4) (not: 10, 11)");
        assertThat(imageIds(judged.json())).hasSize(9).startsWith(3L).doesNotContain(4L, 10L, 11L);
    }

    @Test
    void filtersAndCollapsedTwins() {
        assertThat(
                imageIds(Cli.succeed("search", "-c", collection, "east", "--where", "id:[3 TO 5] AND \"an odd place\"",
                        "--format", "json").json()))
                .containsExactly(3L, 5L);
        assertThat(Cli.fail(ExitCode.USAGE, "search", "-c", collection, "east", "--where", "id:[3 TO"))
                .startsWith("the filter cannot be understood at column ").contains("id:[3 TO >>> : found its end");
        JsonNode first = Cli.succeed("search", "-c", collection, "east", "-k", 1, "--collapse", "0.9", "--where",
                "id:[1 TO 4]", "--format", "json", "--exact").json();
        assertThat(imageIds(first)).containsExactly(1L);
    }

    @Test
    void pagesFollowByTheirTokens() {
        Cli first = Cli.succeed("search", "-c", collection, "east", "-k", 8, "--page-token", "first");
        assertThat(first.err()).startsWith("next page: the same with --page-token ");
        String token = first.err().strip().substring("next page: the same with --page-token ".length());

        Cli second = Cli.succeed("search", "-c", collection, "east", "-k", 8, "--page-token", token, "--format",
                "json");
        assertThat(second.json().get("hits")).hasSize(4);
        assertThat(second.json().get("hits").get(0).get("rank").intValue()).isEqualTo(9);
        assertThat(second.json().has("nextPage")).isFalse();
        assertThat(Cli.fail(ExitCode.USAGE, "search", "-c", collection, "west", "-k", 8, "--page-token", token))
                .startsWith("the page token belongs to another query");
    }
}
