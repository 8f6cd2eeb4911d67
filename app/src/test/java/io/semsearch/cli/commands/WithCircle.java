package io.semsearch.cli.commands;

import io.semsearch.cli.Cli;
import io.semsearch.indexer.TestCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A collection of twelve images on a circle, image 1 in the east, image 4 in the north. */
abstract class WithCircle {

    static final int IMAGES = 12;

    @TempDir
    static Path temporary;

    static Path collection;

    @BeforeAll
    static void index() throws IOException {
        collection = temporary.resolve("a circle");
        TestCollection.circle(collection, IMAGES).index();
    }

    static String mode(Object... words) {
        return Cli.succeed(with(words, "-c", collection, "-k", 3, "--format", "json")).json()
                .get("mode").stringValue();
    }

    static Object[] with(Object[] words, Object... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
    }

    static List<Long> imageIds(JsonNode answer) {
        return answer.get("hits").valueStream().map(hit -> hit.get("imageId").longValue()).toList();
    }
}
