package io.semsearch.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.operations.evaluation.EvaluateModel;
import io.semsearch.operations.indexing.IndexImages;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole main job in a few lines of Java, which README shows. */
class WholeJobTest {

    private static final Pattern README_BLOCK = Pattern.compile(
            "```java\\R((?:(?!```).)*TrainModel\\.(?:(?!```).)*)```",
            Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void trainsEvaluatesIndexesAndSearches() throws IOException {
        SmallWorldFiles.write(folder);

        run(folder);

        assertThat(folder.resolve("mine/model")).isNotEmptyDirectory();
        try (ImageSearcher searcher = ImageSearcher.open(folder.resolve("mine"))) {
            List<Hit> hits = searcher.search(Query.text("a dog and a boat"), SearchOptions.top(10)).hits();
            assertThat(hits).hasSize(10).filteredOn(hit -> SmallWorldFiles.shown(hit.image().id()).contains("dog")
                    || SmallWorldFiles.shown(hit.image().id()).contains("boat")).hasSizeGreaterThan(5);
        }
    }

    @Test
    void readmeShowsTheSameLines() throws IOException {
        Matcher block = README_BLOCK.matcher(Files.readString(Path.of("../README.md")));
        assertThat(block.find()).as("a block of Java that trains").isTrue();

        assertThat(block.group(1)).isEqualTo(markedLines());
    }

    private static void run(Path folder) throws IOException {
        // README starts
        Path collection = folder.resolve("mine");
        DataFiles data = DataFiles.of(folder.resolve("captions.json"), folder.resolve("features.safetensors"));
        DataFiles unseen = DataFiles.of(folder.resolve("validation.json"), folder.resolve("features.safetensors"));

        TrainModel.run(TrainModel.Options.of(collection, data), TrainModel.Listener.NONE);
        EvaluateModel.Result result = EvaluateModel.run(EvaluateModel.Options.of(collection, unseen),
                OperationListener.NONE);
        RetrievalMetrics metrics = result.measurement().evaluation().textToImage().metrics();
        System.out.println("R@10 " + metrics.recallAt10());

        IndexImages.run(IndexImages.Options.of(collection, data), OperationListener.NONE);
        try (ImageSearcher searcher = ImageSearcher.open(collection)) {
            for (Hit hit : searcher.search(Query.text("a dog and a boat"), SearchOptions.top(10)).hits()) {
                System.out.println(hit.rank() + " " + hit.similarity() + " " + hit.image().fileName());
            }
        }
        // README ends
    }

    private static String markedLines() throws IOException {
        Path source = Path.of("src/test/java/io/semsearch/operations/WholeJobTest.java");
        try (Stream<String> lines = Files.lines(source)) {
            String marked = String.join("\n", lines.dropWhile(line -> !line.strip().equals("// README starts")).skip(1)
                    .takeWhile(line -> !line.strip().equals("// README ends")).toList());
            return marked.stripIndent() + "\n";
        }
    }
}
