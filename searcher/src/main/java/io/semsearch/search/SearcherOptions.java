package io.semsearch.search;

import java.time.Duration;

/** How a searcher keeps up with its index.
 *
 * @param refreshInterval how often the searcher looks for changes by itself; zero for never: {@link ImageSearcher#refresh}
 *                        does it when asked
 * @param pageLifetime    how long the index of an answer that has a next page is kept open, from the last of its pages on */
public record SearcherOptions(Duration refreshInterval, Duration pageLifetime) {

    /** No refresh by itself; pages for five minutes. */
    public static final SearcherOptions DEFAULT = new SearcherOptions(Duration.ZERO, Duration.ofMinutes(5));

    /** @throws IllegalArgumentException if a duration is negative */
    public SearcherOptions {
        if (refreshInterval.isNegative() || pageLifetime.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative, got " + refreshInterval + " and "
                    + pageLifetime);
        }
    }

    /** The same, looking for changes by itself.
     *
     * @param interval how often; 100 ms or more are sensible: a look that finds nothing costs some 50 us */
    public SearcherOptions withRefreshInterval(Duration interval) {
        return new SearcherOptions(interval, pageLifetime);
    }

    /** The same, with pages for another time. */
    public SearcherOptions withPageLifetime(Duration lifetime) {
        return new SearcherOptions(refreshInterval, lifetime);
    }
}
