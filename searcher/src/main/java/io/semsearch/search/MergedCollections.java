package io.semsearch.search;

import io.semsearch.dataset.EncoderId;
import io.semsearch.schema.IndexManifest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Several collections of one model, searched as one: {@link Hit#collection} says where each hit is from.
 *
 * <p>Each collection gives its best hits, which are merged by corrected similarity; ties are in the order of the
 * collections. Near-duplicates are collapsed within each. An id says nothing about the collection, so ids are no part
 * of queries, and there are no pages. Closing it closes the collections. */
public final class MergedCollections implements SearchableCollection {

    private static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::correctedSimilarity).reversed();

    private final Map<String, SearchableCollection> collections;

    /** Merges collections.
     *
     * @param collections by name, in the order of ties
     * @throws IllegalArgumentException if there is none
     * @throws IndexFileException       if they are of different models or encoders, or only some of them correct hubs
     * @throws IOException              if one cannot be read */
    public MergedCollections(Map<String, ? extends SearchableCollection> collections) throws IOException {
        this.collections = new LinkedHashMap<>(collections);
        if (collections.isEmpty()) {
            throw new IllegalArgumentException("name at least one collection");
        }
        requireOneModel();
    }

    private void requireOneModel() throws IOException {
        Map.Entry<String, SearchableCollection> first = collections.entrySet().iterator().next();
        IndexManifest expected = first.getValue().info().manifest();
        for (Map.Entry<String, SearchableCollection> each : collections.entrySet()) {
            IndexManifest found = each.getValue().info().manifest();
            String both = each.getKey() + " and " + first.getKey();
            if (!found.modelFingerprint().equals(expected.modelFingerprint())) {
                throw new IndexFileException(
                        both + " have different models, so that similarities to their photos cannot "
                                + "be compared: search one at a time, or make one again, with the model of the other");
            }
            if (found.correctsHubs() != expected.correctsHubs()) {
                throw new IndexFileException("only one of " + both + " corrects hubs, so that similarities to their "
                        + "photos cannot be compared: run 'semsearch index' again for the other");
            }
            if (expected.encoder().compare(found.encoder()) == EncoderId.Match.DIFFERENT) {
                throw new IndexFileException(both + " have features of different encoders, " + found.encoder() + " and "
                        + expected.encoder() + ": search one at a time");
            }
        }
    }

    @Override
    public SearchResult search(Query query, SearchOptions options) throws IOException {
        long start = System.nanoTime();
        requireNoIds(query);
        if (options.pageToken().isPresent()) {
            throw new IllegalArgumentException(
                    "several collections have no pages: ask for more hits, or search one collection");
        }
        List<SearchResult> results = new ArrayList<>();
        List<Hit> hits = new ArrayList<>();
        for (Map.Entry<String, SearchableCollection> each : collections.entrySet()) {
            SearchResult result = each.getValue().search(query, options);
            results.add(result);
            result.hits().forEach(hit -> hits.add(hit.in(each.getKey(), hit.rank())));
        }
        // a stable sort: ties stay in the order of collections, and of ids within each
        hits.sort(BEST_FIRST);
        List<Hit> ranked = new ArrayList<>();
        for (Hit hit : hits.subList(0, Math.min(options.k(), hits.size()))) {
            ranked.add(hit.in(hit.collection(), ranked.size() + 1));
        }
        SearchResult first = results.getFirst();
        return new SearchResult(query, method(results), Duration.ofNanos(System.nanoTime() - start), times(results),
                results.stream().anyMatch(SearchResult::partial), first.unknownWords(), first.suggestions(), ranked,
                Optional.empty());
    }

    private static SearchResult.Method method(List<SearchResult> results) {
        boolean isApproximate = results.stream().anyMatch(result -> result.mode() == SearchMode.HNSW);
        int lookedAt = results.stream().mapToInt(result -> result.method().lookedAt().orElse(0)).sum();
        return new SearchResult.Method(isApproximate ? SearchMode.HNSW : SearchMode.EXACT,
                results.stream().mapToInt(result -> result.method().efSearch()).max().orElse(0),
                results.getFirst().method().hubness(), lookedAt == 0 ? OptionalInt.empty() : OptionalInt.of(lookedAt));
    }

    private static SearchResult.Times times(List<SearchResult> results) {
        Function<Function<SearchResult.Times, Duration>, Duration> sum = part -> results.stream()
                .map(SearchResult::times).map(part).reduce(Duration.ZERO, Duration::plus);
        return new SearchResult.Times(sum.apply(SearchResult.Times::composing),
                sum.apply(SearchResult.Times::comparing), sum.apply(SearchResult.Times::reading));
    }

    private static void requireNoIds(Query query) {
        boolean hasIds = switch (query) {
            case Query.Text text -> false;
            case Query.Vector vector -> false;
            case Query.Features features -> false;
            case Query.Image image -> true;
            case Query.Judged judged -> true;
            case Query.Sum sum -> {
                sum.terms().forEach(term -> requireNoIds(term.query()));
                yield false;
            }
        };
        if (hasIds) {
            throw new IllegalArgumentException("an id does not say which of several collections an image is in: name "
                    + "its file instead, or search one collection");
        }
    }

    /** An image that only one of the collections has.
     *
     * @throws IllegalArgumentException if several have it */
    @Override
    public Optional<IndexedImage> find(long imageId) throws IOException {
        Optional<SearchableCollection> its = collectionOf(imageId);
        return its.isEmpty() ? Optional.empty() : its.get().find(imageId);
    }

    private Optional<SearchableCollection> collectionOf(long imageId) throws IOException {
        Optional<SearchableCollection> found = Optional.empty();
        for (SearchableCollection collection : collections.values()) {
            if (collection.find(imageId).isPresent()) {
                if (found.isPresent()) {
                    throw new IllegalArgumentException("more than one collection has an image " + imageId);
                }
                found = Optional.of(collection);
            }
        }
        return found;
    }

    @Override
    public List<IndexedImage> sample(int count, long seed) throws IOException {
        Random random = new Random(seed);
        List<List<IndexedImage>> drawn = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (SearchableCollection collection : collections.values()) {
            drawn.add(new ArrayList<>(collection.sample(count, seed)));
            left.add(collection.info().images());
        }
        List<IndexedImage> sample = new ArrayList<>();
        for (int all = left.stream().mapToInt(it -> it).sum(); all > 0 && sample.size() < count; all--) {
            int image = random.nextInt(all);
            int from = 0;
            while (image >= left.get(from)) {
                image -= left.get(from);
                from++;
            }
            sample.add(drawn.get(from).removeLast());
            left.set(from, left.get(from) - 1);
        }
        return sample;
    }

    /** As {@link SearchableCollection#explain}, for an image that only one of the collections has.
     *
     * @throws IllegalArgumentException also if several have it */
    @Override
    public List<Contribution> explain(Query query, Space space, long imageId) throws IOException {
        requireNoIds(query);
        Optional<SearchableCollection> its = collectionOf(imageId);
        if (its.isEmpty()) {
            throw new UnknownImageException(imageId, info().images());
        }
        return its.get().explain(query, space, imageId);
    }

    /** The manifest of the first collection, with measurements only if all were measured; the sizes of all together. */
    @Override
    public IndexInfo info() throws IOException {
        List<IndexInfo> all = new ArrayList<>();
        for (SearchableCollection collection : collections.values()) {
            all.add(collection.info());
        }
        boolean areMeasured = all.stream().allMatch(info -> info.manifest().calibration().isPresent());
        IndexManifest first = all.getFirst().manifest();
        return new IndexInfo(areMeasured ? first : first.withCalibration(Optional.empty()),
                Math.toIntExact(sum(all, IndexInfo::images)), Math.toIntExact(sum(all, IndexInfo::deletedDocuments)),
                Math.toIntExact(sum(all, IndexInfo::segments)), sum(all, IndexInfo::bytes));
    }

    private static long sum(List<IndexInfo> all, ToLongFunction<IndexInfo> part) {
        return all.stream().mapToLong(part).sum();
    }

    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (SearchableCollection collection : collections.values()) {
            try {
                collection.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
