package io.semsearch.server.collections;

import io.semsearch.datasets.download.FetchException;
import io.semsearch.datasets.download.GuardedFetcher;
import io.semsearch.search.IndexedImage;
import io.semsearch.server.ServerOptions;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches photos from the URLs that an index names ({@code coco_url}), for images that have no file here. The URLs are
 * strangers': {@link GuardedFetcher} lets none of them lead into this network. Thread-safe. */
final class RemotePictures implements Closeable {

    private static final System.Logger LOG = System.getLogger(RemotePictures.class.getName());

    private static final GuardedFetcher.Limits LIMITS = new GuardedFetcher.Limits(20L << 20, Duration.ofSeconds(10));
    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_WAITING = 100;
    private static final int MOST_FAILED = 10_000;
    /** A URL that failed is left alone for so long. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final @Nullable GuardedFetcher fetcher;
    private final Capacity places = new Capacity(MOST_AT_ONCE, MOST_WAITING, LIMITS.maxTime());
    private final Map<URI, Long> failed = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Long> eldest) {
            return size() > MOST_FAILED;
        }
    };

    RemotePictures(ServerOptions.Fetching fetching) {
        this.fetcher = switch (fetching) {
            case NEVER -> null;
            case PUBLIC_ADDRESSES -> new GuardedFetcher(LIMITS, false);
            case ALL_ADDRESSES -> new GuardedFetcher(LIMITS, true);
        };
    }

    /** Where the photo of an image can be fetched; empty if the index names no URL of the web, or nothing is
     * fetched. */
    Optional<URI> address(IndexedImage image) {
        if (fetcher == null) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(image.url());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean isWeb = scheme.equals("http") || scheme.equals("https");
            return isWeb && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The bytes at an address of {@link #address}.
     *
     * @throws ProblemException if they cannot be fetched; the log says why, the client does not learn it */
    byte[] fetch(URI address) throws IOException {
        if (fetcher == null || hasFailed(address)) {
            throw unfetched();
        }
        try {
            return places.run(() -> fetcher.fetch(address));
        } catch (FetchException e) {
            LOG.log(System.Logger.Level.INFO, "a photo was not fetched: {0}", e.getMessage());
            synchronized (failed) {
                failed.put(address, System.nanoTime());
            }
            throw unfetched();
        }
    }

    private boolean hasFailed(URI address) {
        synchronized (failed) {
            Long time = failed.get(address);
            return time != null && System.nanoTime() - time < PAUSE.toNanos();
        }
    }

    /** What is answered where no photo comes from outside. */
    static ProblemException unfetched() {
        return new ProblemException(Problem.of(502, "Bad Gateway",
                "the photo cannot be fetched from the URL that the index names; the server's log says why")
                .remedy("try again in a minute, or get all photos with 'semsearch images fetch'"));
    }

    @Override
    public void close() throws IOException {
        if (fetcher != null) {
            fetcher.close();
        }
    }
}
