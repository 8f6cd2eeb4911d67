package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.NumericDocValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs and hub penalties of an index, and the progress while they are computed. */
class IndexBuildTest extends WithIndex {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void equalInputGivesEqualVectorsAndGraphsInOneSegmentByAnyNumberOfThreads(int threads) throws IOException {
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        TestCollection.circleWithBank(a, 3000).index(IndexOptions.defaults("test").withThreads(1));
        TestCollection.circleWithBank(b, 3000).index(IndexOptions.defaults("test").withThreads(threads));

        for (String suffix : List.of(".vec", ".vex")) {
            assertThat(content(a, suffix)).as(suffix).hasSizeGreaterThan(10_000).isEqualTo(content(b, suffix));
        }
        assertThat(IndexContent.read(b)).isEqualTo(IndexContent.read(a));
        assertThat(IndexContent.isClean(b)).isTrue();
    }

    @Test
    void refusesToIndexWithoutAThread() {
        assertThatIllegalArgumentException().isThrownBy(() -> IndexOptions.defaults("test").withThreads(0))
                .withMessage("threads must be >= 1, got 0");
    }

    @Test
    void everyImageHasItsPenaltiesWhereTheModelKeepsCaptions() throws IOException {
        TestCollection collection = TestCollection.circleWithBank(folder, 12);
        collection.index();

        HubPenalties expected = HubPenalties.of(collection.model().projection().projectAll(collection.features()),
                collection.features().imageIds(), TestCollection.bank().embed(collection.model().captionEmbedder()));
        try (DirectoryReader reader = open()) {
            assertThat(IndexManifest.fromUserData(reader.getIndexCommit().getUserData()).correctsHubs()).isTrue();
            for (int document = 0; document < 12; document++) {
                assertThat(penalty(reader, IndexSchema.CSLS_PENALTY, document))
                        .isEqualTo(expected.get(HubnessCorrection.CSLS, document));
                assertThat(penalty(reader, IndexSchema.QB_NORM_PENALTY, document))
                        .isEqualTo(expected.get(HubnessCorrection.QB_NORM, document));
            }
            assertThat(penalty(reader, IndexSchema.CSLS_PENALTY, 0)).as("image 1, in the east, where the captions are")
                    .isGreaterThan(penalty(reader, IndexSchema.CSLS_PENALTY, 6));
        }
    }

    @Test
    void noImageHasPenaltiesWhereTheModelKeepsNone() throws IOException {
        TestCollection.circle(folder, 4).index();

        try (DirectoryReader reader = open()) {
            assertThat(onlyLeaf(reader).getNumericDocValues(IndexSchema.CSLS_PENALTY)).isNull();
            assertThat(onlyLeaf(reader).getNumericDocValues(IndexSchema.QB_NORM_PENALTY)).isNull();
        }
    }

    @Test
    void reportsProgress() throws IOException {
        Map<String, List<Long>> reported = new LinkedHashMap<>();
        TestCollection circle = TestCollection.circle(folder, 10_001);

        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test")).index(circle.dataset(),
                circle.features(), (name, total, unit) -> {
                    List<Long> steps = reported.computeIfAbsent(name + " " + total + " " + unit,
                            key -> new ArrayList<>());
                    return steps::add;
                });

        assertThat(reported).containsOnlyKeys("Indexing images 10001 images", "Linking neighbours 20002 vectors");
        assertThat(reported.get("Indexing images 10001 images")).isSorted().endsWith(9216L, 10_001L);
        assertThat(reported.get("Linking neighbours 20002 vectors")).isSorted().startsWith(2L).endsWith(20_002L)
                .hasSizeGreaterThan(200);
    }

    /** A file of the one segment, without header and footer, which hold the segment's random id and a checksum. */
    private static byte[] content(Path collection, String suffix) throws IOException {
        try (DirectoryReader reader = open(collection)) {
            onlyLeaf(reader);
        }
        try (Stream<Path> files = Files.list(collection.resolve(IndexSchema.FOLDER))) {
            byte[] content = Files.readAllBytes(files.filter(file -> file.toString().endsWith(suffix)).findFirst()
                    .orElseThrow());
            return Arrays.copyOfRange(content, 100, content.length - 16);
        }
    }

    private static float penalty(DirectoryReader reader, String field, int document) throws IOException {
        NumericDocValues values = onlyLeaf(reader).getNumericDocValues(field);
        assertThat(values.advanceExact(document)).isTrue();
        return Float.intBitsToFloat((int) values.longValue());
    }
}
