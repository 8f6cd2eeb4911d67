package io.semsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semsearch.hubness.HubnessCorrection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
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
        assertThat(SearchOptions.top(10).withEfSearch(10).effort().efSearch()).hasValue(10);
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withEfSearch(5))
                .withMessage("efSearch must be >= k (10), got 5");
    }

    @Test
    void refusesEffortsThatContradictThemselves() {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withEfSearch(50).withAnnRecall(0.9))
                .withMessageContaining("efSearch and recall exclude each other");
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withAnnRecall(1.1))
                .withMessage("recall must lie in (0, 1], got 1.1");
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withAnnRecall(0));
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withTimeout(Duration.ZERO))
                .withMessageContaining("a timeout must be positive");
    }

    @Test
    void refusesSharesAndSimilaritiesOutOfBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withMinConfidence(1.5))
                .withMessage("the least confidence must lie in [0, 1], got 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withMinConfidence(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> SearchOptions.top(10).withCollapse(0))
                .withMessage("the similarity of near-duplicates must lie in (0, 1], got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rocchio(1, -1, 0))
                .withMessage("beta must be a number of at least 0, got -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rocchio(0, 0, 0));
    }

    @Test
    void changesOneThingAtATime() {
        SearchOptions options = SearchOptions.top(10).withSpace(Space.FEATURES).withMode(SearchMode.HNSW)
                .withEfSearch(40).withTimeout(Duration.ofSeconds(1)).withHubness(HubnessCorrection.CSLS)
                .withWhere("dog").withMinConfidence(0.5).withCollapse(0.9).withPageToken("token");

        assertThat(options.k()).isEqualTo(10);
        assertThat(options.space()).isEqualTo(Space.FEATURES);
        assertThat(options.effort().mode()).isEqualTo(SearchMode.HNSW);
        assertThat(options.effort().efSearch()).hasValue(40);
        assertThat(options.effort().timeout()).contains(Duration.ofSeconds(1));
        assertThat(options.hubness()).contains(HubnessCorrection.CSLS);
        assertThat(options.selection()).isEqualTo(
                new Selection(Optional.of("dog"), OptionalDouble.of(0.5), OptionalDouble.of(0.9)));
        assertThat(options.pageToken()).contains("token");
        assertThat(SearchOptions.top(10)).isEqualTo(new SearchOptions(10, Space.SEMANTIC, Effort.DEFAULT,
                Optional.empty(), Selection.ALL, Optional.empty()));
    }
}
