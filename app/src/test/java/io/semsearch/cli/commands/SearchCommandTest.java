package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Commands that read a collection: twelve images on a circle, image 1 in the east, image 4 in the north. */
class SearchCommandTest {

    private static final int IMAGES = 12;

    @TempDir
    static Path temporary;

    private static Path collection;

    @BeforeAll
    static void index() throws IOException {
        collection = temporary.resolve("a circle");
        TestCollection.circle(collection, IMAGES).index();
    }

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
                "no vector is known for 'nroth' (did you mean north?); searched without it",
                "no vector is known for 'zebras'; searched without it");
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
    void similarFindsOthersInEitherSpace() {
        JsonNode semantic = Cli.succeed("similar", "-c", collection, 1, "-k", 2, "--format", "json").json();
        JsonNode features = Cli
                .succeed("similar", 1, "-c", collection, "-k", 2, "--space", "features", "--format", "json").json();

        assertThat(semantic.propertyNames()).containsExactlyInAnyOrder("query", "mode", "hubness", "partial",
                "tookMillis", "unknownWords", "suggestions", "hits");
        assertThat(semantic.get("query").stringValue()).isEqualTo("like image 1 by semantic");
        assertThat(imageIds(semantic)).containsExactly(2L, 12L);
        assertThat(imageIds(features)).containsExactly(3L, 11L);
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

    @Test
    void similarAndShowStartFromAnyImage() {
        Cli similar = Cli.succeed("similar", "-c", collection, "--random", "-k", 2, "--format", "json");
        assertThat(similar.err()).matches("image \\d+: .*\\R");
        assertThat(similar.json().get("hits")).hasSize(2);
        assertThat(Cli.succeed("show", "-c", collection, "--random", 3, "--format", "json").json()).hasSize(3);
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

    @Test
    void showPrintsWhatIsKnown() {
        assertThat(Cli.succeed("show", "-c", collection, 3, 12).out().lines()).containsExactly("image 3",
                "  name     3.jpg", "  url      https://example.org/3.jpg", "  caption  at place 3",
                "  caption  an odd place", "image 12", "  name     12.jpg", "  url      https://example.org/12.jpg");

        JsonNode json = Cli.succeed("show", 3, 12, "-c", collection, "--format", "json").json();
        assertThat(json).hasSize(2);
        assertThat(json.get(0).toString()).isEqualTo("{\"imageId\":3,\"fileName\":\"3.jpg\","
                + "\"url\":\"https://example.org/3.jpg\",\"captions\":[\"at place 3\",\"an odd place\"],"
                + "\"width\":640,\"height\":480}");
    }

    @Test
    void pagesOfPicturesAreWritten() throws IOException {
        Path page = temporary.resolve("new folder").resolve("100 %.html");

        Cli search = Cli.succeed("search", "-c", collection, "east", "-k", 2, "--gallery", page, "--format", "json");

        assertThat(search.err().lines()).containsExactly("gallery: " + page.toUri());
        assertThat(search.json().get("hits")).hasSize(2);
        assertThat(Files.readString(page)).containsSubsequence("<h1>east</h1>", "1. similarity 1.000", "photo 1<",
                "<li>at place 1</li>", "2. similarity 0.866", "photo 2<");

        Cli.succeed("similar", "-c", collection, 1, "-k", 1, "--gallery", page);
        assertThat(Files.readString(page)).contains("<h1>like image 1 by semantic</h1>");

        Cli.succeed("show", "-c", collection, 5, "--gallery", page);
        assertThat(Files.readString(page)).contains("photo 5<", "src=\"https://example.org/5.jpg\"");
    }

    @Test
    void showOpensAPageOfTheCollection() {
        Cli run = Cli.succeed("show", "-c", collection, 5, "--open");

        Path page = collection.resolve("reports").resolve("show.html");
        assertThat(page).isRegularFile();
        assertThat(run.err().lines()).startsWith("gallery: " + page.toUri());
    }

    @Test
    void infoTellsOfModelAndIndex() {
        String text = Cli.succeed("info", "-c", collection).out();

        assertThat(text).containsSubsequence("collection " + collection, "model      ", ", by test, ", "3 features",
                "encoder test", "2 dimensions", "100 captions", "index      12 images; segments: 1", "m 16");

        JsonNode json = Cli.succeed("info", "-c", collection, "--format", "json").json();
        assertThat(json.propertyNames()).containsExactly("model", "index");
        assertThat(json.get("model").get("fingerprint").stringValue()).matches("[0-9a-f]{64}")
                .isEqualTo(json.get("index").get("manifest").get("modelFingerprint").stringValue());
        assertThat(json.get("index").get("images").intValue()).isEqualTo(IMAGES);
    }

    @Test
    void infoDoesWithoutAnIndex() throws IOException {
        Path withoutIndex = temporary.resolve("without index");
        TestCollection.circle(withoutIndex, IMAGES);

        assertThat(Cli.succeed("info", "-c", withoutIndex).out()).contains("index      none: run 'semsearch index'");
        assertThat(Cli.succeed("info", "-c", withoutIndex, "--format", "json").json().has("index")).isFalse();
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

    @Test
    void profileTellsOnStderrWhereTheTimeWent() {
        for (Object[] command : new Object[][]{{"search", "east"}, {"similar", 1}}) {
            Cli run = Cli.succeed(with(command, "-c", collection, "--profile", "--format", "json"));

            assertThat(run.json().get("hits")).hasSize(10);
            assertThat(run.err().lines()).allMatch(line -> line.matches(".{28} +\\d+\\.\\d ms"));
            List<String> spans = run.err().lines().map(line -> line.substring(0, 28).strip())
                    .filter(span -> !span.startsWith("launcher")).toList(); // told on Linux alone
            assertThat(spans).containsExactly("start of Java", "command line", "opening model and index",
                    "embedding the query", "comparing", "reading what is stored", "rest of the search", "printing",
                    "total");
        }
        assertThat(Cli.succeed("search", "-c", collection, "east").err()).isEmpty();
    }

    private static String mode(Object... words) {
        return Cli.succeed(with(words, "-c", collection, "-k", 3, "--format", "json")).json()
                .get("mode").stringValue();
    }

    private static Object[] with(Object[] words, Object... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
    }

    private static List<Long> imageIds(JsonNode answer) {
        return answer.get("hits").valueStream().map(hit -> hit.get("imageId").longValue()).toList();
    }
}
