package io.semsearch.operations.images;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.download.GuardedFetcher;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.WritableFolder;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Fetches the photos of an index from their URLs ({@code coco_url}). An interrupted call goes on where it was. */
public final class FetchImages {

    private FetchImages() {}

    /** What to fetch.
     *
     * @param collection   with an index
     * @param folder       for the photos, under their file names; empty for {@code photos} in the collection
     * @param perHost      photos that are fetched from one host at once, at least 1
     * @param allowPrivate true to fetch from this machine and its network, too */
    public record Options(CollectionFolder collection, Optional<Path> folder, int perHost, boolean allowPrivate) {

        /** What a host is asked for at once. */
        public static final int DEFAULT_PER_HOST = 4;

        /** @throws IllegalArgumentException if perHost is not from 1 to 32 */
        public Options {
            if (perHost < 1 || perHost > Fetching.MOST_AT_ONCE) {
                throw new IllegalArgumentException(
                        "--per-host must be 1 to " + Fetching.MOST_AT_ONCE + ", got " + perHost);
            }
        }

        /** Where the photos go. */
        public Path target() {
            return folder.orElse(collection.path().resolve("photos"));
        }
    }

    /** A photo that is not there.
     *
     * @param id     of its image
     * @param reason with its URL, for people */
    public record Missed(long id, String reason) {}

    /** @param fetched   by this call
     * @param present    that were there already
     * @param withoutUrl images of which the index knows no URL of the web
     * @param gone       of which the server says that there are none any more, by id
     * @param failed     all others, by id: another call tries them again */
    public record Result(int fetched, int present, int withoutUrl, List<Missed> gone, List<Missed> failed) {

        /** Copies. */
        public Result {
            gone = gone.stream().sorted(Comparator.comparingLong(Missed::id)).toList();
            failed = failed.stream().sorted(Comparator.comparingLong(Missed::id)).toList();
        }
    }

    /** How long a host is left alone.
     *
     * @param first   after a failure; each further try doubles it
     * @param longest that a server may ask for */
    record Pace(Duration first, Duration longest) {

        static final Pace DEFAULT = new Pace(Duration.ofSeconds(2), Duration.ofMinutes(2));

        /** After some tries. */
        Duration after(int tries) {
            return first.multipliedBy(1L << (tries - 1));
        }
    }

    /** Runs the operation.
     *
     * @throws DataFileException if the index knows no URLs, or no photo could be fetched
     * @throws IOException       if the index cannot be read, or the folder not be written */
    public static Result run(Options options, OperationListener listener) throws IOException {
        return run(options, Pace.DEFAULT, listener);
    }

    static Result run(Options options, Pace pace, OperationListener listener) throws IOException {
        FetchPlan plan = FetchPlan.of(options);
        if (plan.photos().isEmpty() && plan.present() == 0 && plan.refused().isEmpty()) {
            throw new DataFileException(options.collection().path() + ": expected images with a URL (coco_url) on the "
                    + "web, found none among " + plan.withoutUrl() + ": index captions that have them");
        }
        WritableFolder.make(options.target(), "choose another with --to");
        List<Missed> failed = new ArrayList<>(plan.refused());
        try (GuardedFetcher fetcher = new GuardedFetcher(GuardedFetcher.Limits.DEFAULTS, options.allowPrivate());
                Progress.Task task = new CancellableProgress(listener).start("Fetching photos", plan.photos().size(),
                        "photos")) {
            Fetching fetching = new Fetching(fetcher, pace, task);
            fetching.run(plan.byHost(), options.perHost());
            failed.addAll(fetching.failed());
            if (fetching.fetched() == 0 && plan.present() == 0 && fetching.gone().isEmpty()) {
                throw new DataFileException(options.collection().path() + ": none of " + failed.size()
                        + " photos could be fetched, the first one: " + failed.getFirst().reason());
            }
            return new Result(fetching.fetched(), plan.present(), plan.withoutUrl(), fetching.gone(), failed);
        }
    }
}
