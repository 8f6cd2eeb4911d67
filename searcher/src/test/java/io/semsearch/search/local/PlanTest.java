package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.EncoderId;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.schema.SearchCalibration.Curve;
import io.semsearch.schema.SearchCalibration.Point;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Space;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Plan EXACT = new Plan(SearchMode.EXACT, 0);
    private static final SearchOptions TOP = SearchOptions.top(10);
    private static final IndexManifest UNMEASURED = new IndexManifest(IndexSchema.VERSION, "3f2a", 200,
            EncoderId.unnamed(512),
            HnswParameters.DEFAULT, false, Optional.empty(), "test");
    private static final IndexManifest MEASURED = UNMEASURED.withCalibration(Optional.of(new SearchCalibration(10_000,
            new Curve(List.of(new Point(10, 0.8), new Point(40, 0.99), new Point(160, 0.999))),
            new Curve(List.of(new Point(10, 0.99))), List.of())));

    @Test
    void exactSearchRunsWhereThatIsCheap() throws IndexFileException {
        assertThat(Plan.of(TOP, UNMEASURED, 83_886, 83_886)).isEqualTo(EXACT);
        assertThat(Plan.of(TOP, UNMEASURED, 83_887, 83_887)).isEqualTo(hnsw(100));
        assertThat(Plan.of(TOP, UNMEASURED, 2_000_000, 80_000)).as("few fit").isEqualTo(EXACT);
        assertThat(Plan.of(TOP.withSpace(Space.FEATURES), UNMEASURED, 83_886, 83_886)).isEqualTo(hnsw(100));
        assertThat(Plan.of(TOP.withMode(SearchMode.EXACT), UNMEASURED, 2_000_000, 2_000_000)).isEqualTo(EXACT);
    }

    @Test
    void keepsAHundredCandidatesInViewUnlessMoreHitsAreWanted() throws IndexFileException {
        SearchOptions hnsw = TOP.withMode(SearchMode.HNSW);
        assertThat(Plan.of(hnsw, UNMEASURED, 1000, 1000)).isEqualTo(hnsw(100));
        assertThat(Plan.of(SearchOptions.top(250).withMode(SearchMode.HNSW), UNMEASURED, 1000, 1000))
                .isEqualTo(hnsw(250));
        assertThat(Plan.of(hnsw.withEfSearch(40), UNMEASURED, 1000, 1000)).isEqualTo(hnsw(40));
        assertThat(Plan.of(hnsw, UNMEASURED, 100, 100)).as("nothing would be left out").isEqualTo(EXACT);
        assertThat(Plan.of(hnsw, UNMEASURED, 1000, 90)).as("nor here").isEqualTo(EXACT);
    }

    @Test
    void aRecallThatIsAskedForTakesTheCandidatesThatWereSeenToReachIt() throws IndexFileException {
        SearchOptions hnsw = TOP.withMode(SearchMode.HNSW);
        assertThat(Plan.of(hnsw, MEASURED, 10_000, 10_000)).as("0.99").isEqualTo(hnsw(40));
        assertThat(Plan.of(hnsw.withAnnRecall(0.5), MEASURED, 10_000, 10_000)).isEqualTo(hnsw(10));
        assertThat(Plan.of(hnsw.withAnnRecall(0.995), MEASURED, 10_000, 10_000)).isEqualTo(hnsw(160));
        assertThat(Plan.of(hnsw.withAnnRecall(0.9999), MEASURED, 10_000, 10_000)).as("never seen").isEqualTo(EXACT);
        assertThat(Plan.of(SearchOptions.top(30).withMode(SearchMode.HNSW), MEASURED, 10_000, 10_000))
                .as("a candidate more for each hit more").isEqualTo(hnsw(60));
        assertThatThrownBy(() -> Plan.of(TOP.withAnnRecall(0.9), UNMEASURED, 1000, 1000))
                .isInstanceOf(IndexFileException.class).hasMessageContaining("no recall can be promised");
    }

    /** By numbers alone: an index that was measured on a busy machine answers as any other. */
    @Test
    void whatComparesFewerVectorsRuns() throws IndexFileException {
        assertThat(Plan.of(TOP, MEASURED, 83_886, 83_886)).as("64 MiB").isEqualTo(EXACT);
        assertThat(Plan.of(TOP, MEASURED, 83_887, 83_887)).isEqualTo(hnsw(40));
        assertThat(Plan.of(TOP, MEASURED, 10_000_000, 100_000)).as("a walk passes by a hundred for one that fits")
                .isEqualTo(EXACT);
        assertThat(Plan.of(TOP, MEASURED, 10_000_000, 101_000)).isEqualTo(hnsw(40));
        assertThat(Plan.of(TOP.withEfSearch(4_000), MEASURED, 100_000, 100_000)).as("so many candidates")
                .isEqualTo(EXACT);
        assertThat(Plan.of(TOP.withEfSearch(3_999), MEASURED, 100_000, 100_000)).isEqualTo(hnsw(3_999));
        assertThat(Plan.of(TOP.withSpace(Space.FEATURES), MEASURED, 40_000, 40_000)).as("512 values")
                .isEqualTo(hnsw(10));
    }

    private static Plan hnsw(int efSearch) {
        return new Plan(SearchMode.HNSW, efSearch);
    }
}
