package io.semsearch.examples.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.TestCollection;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Space;
import io.semsearch.search.local.ImageSearcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlainLuceneTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void findsWhatOurSearcherFinds(Space space) throws IOException {
        TestCollection.circle(folder, 30).index();
        List<String> ours;
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            ours = searcher.search(Query.image(4), SearchOptions.top(9).withSpace(space)).hits().stream()
                    .map(Hit::image).map(image -> Long.toString(image.id())).toList();
        }

        List<String> theirs = lines(space == Space.SEMANTIC ? "semantic" : "features").stream()
                .map(line -> line.split(" ", 2)[0]).toList();

        assertThat(theirs).hasSize(10);
        assertThat(theirs.getFirst()).as("the image itself").isEqualTo("4");
        assertThat(theirs.stream().skip(1).collect(Collectors.toSet())).isEqualTo(Set.copyOf(ours));
    }

    @Test
    void tellsCosinesAndCaptions() throws IOException {
        TestCollection.circle(folder, 30).index();

        assertThat(lines("semantic").getFirst()).isEqualTo("4 1.0000 at place 4");
        assertThat(lines("semantic").get(1)).matches("[35] 0\\.9781 at place [35]");
    }

    private List<String> lines(String field) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            PlainLucene.similar(folder.resolve("index"), "4", field, print);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
