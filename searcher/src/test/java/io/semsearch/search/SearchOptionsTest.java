package io.semsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SearchOptionsTest {

    @Test
    void refusesAnAnswerOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(0))
                .withMessage("k must be >= 1, got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(-3))
                .withMessage("k must be >= 1, got -3");
    }

    @Test
    void refusesFewerCandidatesThanHits() {
        assertThat(SearchOptions.top(10).withEfSearch(10).efSearch()).hasValue(10);
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withEfSearch(5))
                .withMessage("efSearch must be >= k (10), got 5");
    }

    @Test
    void keepsAHundredCandidatesInViewUnlessMoreHitsAreWanted() {
        assertThat(SearchOptions.top(10).effectiveEfSearch()).isEqualTo(100);
        assertThat(SearchOptions.top(250).effectiveEfSearch()).isEqualTo(250);
        assertThat(SearchOptions.top(10).withEfSearch(40).effectiveEfSearch()).isEqualTo(40);
    }

    @Test
    void changesOneThingAtATime() {
        SearchOptions options = SearchOptions.top(10).withSpace(Space.FEATURES).withMode(SearchMode.HNSW)
                .withEfSearch(40);

        assertThat(options.k()).isEqualTo(10);
        assertThat(options.space()).isEqualTo(Space.FEATURES);
        assertThat(options.mode()).isEqualTo(SearchMode.HNSW);
        assertThat(SearchOptions.top(10).mode()).isEqualTo(SearchMode.AUTO);
        assertThat(SearchOptions.top(10).space()).isEqualTo(Space.SEMANTIC);
    }

    @Test
    void searchesExactlyWhereThatIsCheap() {
        assertThat(SearchMode.AUTO.resolve(83_886, 200, 100)).isEqualTo(SearchMode.EXACT);
        assertThat(SearchMode.AUTO.resolve(83_887, 200, 100)).isEqualTo(SearchMode.HNSW);
        assertThat(SearchMode.AUTO.resolve(2_000_000, 2000, 100)).isEqualTo(SearchMode.HNSW);
        assertThat(SearchMode.EXACT.resolve(2_000_000, 2000, 100)).isEqualTo(SearchMode.EXACT);
        assertThat(SearchMode.HNSW.resolve(101, 2, 100)).isEqualTo(SearchMode.HNSW);
        assertThat(SearchMode.HNSW.resolve(100, 2, 100)).as("nothing would be left out").isEqualTo(SearchMode.EXACT);
    }
}
