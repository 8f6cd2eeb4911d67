package io.semsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.schema.SearchCalibration.Curve;
import io.semsearch.schema.SearchCalibration.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Plan EXACT = new Plan(SearchMode.EXACT, 0);
    private static final SearchOptions TOP = SearchOptions.top(10);
    private static final IndexManifest UNMEASURED = new IndexManifest(IndexSchema.VERSION, "3f2a", 200, 512,
            HnswParameters.DEFAULT, false, Optional.empty(), "test");
    private static final IndexManifest MEASURED = UNMEASURED.withCalibration(Optional.of(new SearchCalibration(10_000,
            new Curve(20_000, List.of(new Point(10, 0.8, 500), new Point(40, 0.99, 2000), new Point(160, 0.999, 6000))),
            new Curve(200, List.of(new Point(10, 0.99, 50))), List.of())));

    @Test
    void whereNothingWasMeasuredExactSearchRunsWhereThatIsCheap() throws IndexFileException {
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

    @Test
    void whatWasSeenToBeFasterRuns() throws IndexFileException {
        assertThat(Plan.of(TOP, MEASURED, 10_000, 10_000)).isEqualTo(hnsw(40));
        assertThat(Plan.of(TOP, MEASURED, 900, 900)).as("in proportion, exact takes 1.8 ms").isEqualTo(EXACT);
        assertThat(Plan.of(TOP, MEASURED, 10_000, 2_000)).as("a walk passes by five for one that fits")
                .isEqualTo(EXACT);
        assertThat(Plan.of(TOP.withSpace(Space.FEATURES), MEASURED, 10_000, 10_000))
                .as("it takes 0.2 ms, and misses nothing").isEqualTo(EXACT);
    }

    private static Plan hnsw(int efSearch) {
        return new Plan(SearchMode.HNSW, efSearch);
    }
}
