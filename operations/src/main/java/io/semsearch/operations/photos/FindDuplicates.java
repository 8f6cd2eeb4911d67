package io.semsearch.operations.photos;

import io.semsearch.dataset.EncoderId;
import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.search.Contribution;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.Space;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Finds photos that occur more than once: the same bytes, nearly the same picture, or several shots of one scene. */
public final class FindDuplicates {

    /** The largest photo first: the one to keep. */
    private static final Comparator<IndexedImage> LARGEST_FIRST = Comparator
            .comparingLong((IndexedImage image) -> -(long) image.record().width() * image.record().height())
            .thenComparingLong(FindDuplicates::bytes).thenComparingLong(IndexedImage::id);

    private FindDuplicates() {}

    /** What to look for.
     *
     * @param collection with an index
     * @param similarity least cosine of the features of near-duplicates, in (0, 1]; empty for the one that suits the
     *                   encoder
     * @param burst      longest time between one shot of a burst and the next */
    public record Options(CollectionFolder collection, OptionalDouble similarity, Duration burst) {

        /** For image networks; by the precision on Flickr8k (docs/decisions/0094-near-duplicates.md). */
        public static final double DEFAULT_SIMILARITY = 0.94;
        /** For the built-in encoder, whose features of any two photos are similar. */
        public static final double DEFAULT_SIMILARITY_BUILTIN = 0.997;
        public static final Duration DEFAULT_BURST = Duration.ofSeconds(5);

        /** @throws IllegalArgumentException if a value is out of bounds */
        public Options {
            if (similarity.isPresent() && !(similarity.getAsDouble() > 0 && similarity.getAsDouble() <= 1)) {
                throw new IllegalArgumentException(
                        "the similarity of near-duplicates must lie in (0, 1], got " + similarity.getAsDouble());
            }
            if (burst.isNegative()) {
                throw new IllegalArgumentException("the time between shots of a burst must be >= 0, got " + burst);
            }
        }

        /** With the defaults. */
        public static Options of(CollectionFolder collection) {
            return new Options(collection, OptionalDouble.empty(), DEFAULT_BURST);
        }
    }

    /** Why photos are in a cluster. */
    public enum Kind {
        /** All have the same bytes. */
        IDENTICAL,
        /** They were taken one after the other. */
        BURST,
        /** Their features are similar: versions of one photo, or shots of one scene of which the time is not known. */
        SIMILAR
    }

    /** A photo of a cluster.
     *
     * @param similarity cosine of its features and those of the first photo, which need not reach the least: it may be
     *                   similar to another photo of the cluster
     * @param copyOf     an earlier photo of the cluster with the same bytes */
    public record Member(IndexedImage image, double similarity, Optional<Long> copyOf) {}

    /** Photos that are duplicates of each other.
     *
     * @param members at least two, the one with the most pixels first */
    public record Cluster(Kind kind, List<Member> members) {

        /** Copies. */
        public Cluster {
            members = List.copyOf(members);
        }
    }

    /** What was found.
     *
     * @param images     in the collection
     * @param similarity least cosine of near-duplicates
     * @param clusters   the largest first */
    public record Result(int images, double similarity, List<Cluster> clusters) {

        /** Copies. */
        public Result {
            clusters = List.copyOf(clusters);
        }
    }

    /** Runs the operation.
     *
     * @throws IOException if the index cannot be read */
    public static Result run(Options options, OperationListener listener) throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(options.collection().existing().path())) {
            List<Cluster> clusters = new ArrayList<>();
            double similarity = options.similarity().orElse(similarity(searcher.info().manifest().encoder()));
            for (List<Long> ids : searcher.nearDuplicates(similarity, new CancellableProgress(listener))) {
                List<IndexedImage> images = new ArrayList<>();
                for (long id : ids) {
                    searcher.find(id).ifPresent(images::add);
                }
                images.sort(LARGEST_FIRST);
                clusters.add(new Cluster(kind(images, options.burst()), members(images, searcher)));
            }
            return new Result(searcher.size(), similarity, clusters);
        }
    }

    private static double similarity(EncoderId encoder) {
        return encoder.name().equals(BuiltinImageEncoder.NAME)
                ? Options.DEFAULT_SIMILARITY_BUILTIN
                : Options.DEFAULT_SIMILARITY;
    }

    private static long bytes(IndexedImage image) {
        return -image.record().photo().flatMap(photo -> photo.content()).map(content -> content.bytes()).orElse(0L);
    }

    private static Kind kind(List<IndexedImage> images, Duration burst) {
        if (images.stream().allMatch(image -> image.contentHash().isPresent())
                && images.stream().map(IndexedImage::contentHash).distinct().count() == 1) {
            return Kind.IDENTICAL;
        }
        return isBurst(images, burst) ? Kind.BURST : Kind.SIMILAR;
    }

    /** True if each photo was taken soon after the one before. Photos of one second alone are no burst: versions of a
     * photo keep its time. */
    private static boolean isBurst(List<IndexedImage> images, Duration burst) {
        List<LocalDateTime> times = images.stream().flatMap(image -> image.shot().taken().stream()).sorted().toList();
        return times.size() == images.size() && !times.getFirst().equals(times.getLast())
                && IntStream.range(1, times.size()).allMatch(
                        i -> Duration.between(times.get(i - 1), times.get(i)).compareTo(burst) <= 0);
    }

    private static List<Member> members(List<IndexedImage> images, ImageSearcher searcher) throws IOException {
        Query first = Query.image(images.getFirst().id());
        Map<String, Long> byContent = new HashMap<>();
        List<Member> members = new ArrayList<>();
        for (IndexedImage image : images) {
            double similarity = searcher.explain(first, Space.FEATURES, image.id()).stream()
                    .mapToDouble(Contribution::amount).sum();
            Optional<Long> copyOf = image.contentHash()
                    .flatMap(hash -> Optional.ofNullable(byContent.putIfAbsent(hash, image.id())));
            members.add(new Member(image, Math.clamp(similarity, -1, 1), copyOf));
        }
        return members;
    }
}
