package io.semsearch.search.local;

import java.time.Duration;

/** How a searcher follows changes of its index.
 *
 * @param refreshInterval interval of automatic refreshes; zero for none: then only {@link ImageSearcher#refresh} makes
 *                        changes visible
 * @param pageLifetime    how long a state of the index is kept open for its pages, after the last page that was read */
public record SearcherOptions(Duration refreshInterval, Duration pageLifetime) {

    /** No automatic refresh; pages for five minutes. */
    public static final SearcherOptions DEFAULT = new SearcherOptions(Duration.ZERO, Duration.ofMinutes(5));

    /** @throws IllegalArgumentException if a duration is negative */
    public SearcherOptions {
        if (refreshInterval.isNegative() || pageLifetime.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative, got " + refreshInterval + " and "
                    + pageLifetime);
        }
    }

    /** The same with automatic refreshes.
     *
     * @param interval 100 ms or more is sensible: a refresh without changes takes some 50 us */
    public SearcherOptions withRefreshInterval(Duration interval) {
        return new SearcherOptions(interval, pageLifetime);
    }

    /** The same with another lifetime of pages. */
    public SearcherOptions withPageLifetime(Duration lifetime) {
        return new SearcherOptions(refreshInterval, lifetime);
    }
}
