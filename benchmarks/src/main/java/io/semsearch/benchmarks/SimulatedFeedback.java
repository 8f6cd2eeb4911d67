package io.semsearch.benchmarks;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.evaluation.QueryForm;
import io.semsearch.progress.Progress;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures what two rounds of relevance feedback find, with a user simulated by human captions.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.semsearch.benchmarks.SimulatedFeedback COLLECTION captions_val.json
 * }</pre>
 *
 * <p>The gallery is the images of the captions file, chosen by {@code split:val} in the collection's index. The user
 * wants what a caption describes, and types it, or its first three keywords. An image is relevant if its own captions
 * contain at least three in five of the caption's keywords; the caption's own image is excluded, so that no caption
 * finds itself. The user judges each of ten shown images, and none is shown twice. So each round counts images that
 * were not judged before; the line without feedback shows the next ten results of the first search instead. */
public final class SimulatedFeedback {

    private static final int SHOWN = 10;
    private static final int ROUNDS = 2;
    private static final double SHARE = 0.6;
    private static final int FEWEST_KEYWORDS = 3;
    private static final int FEWEST_RELEVANT = 5;
    private static final List<Rocchio> CANDIDATES = List.of(new Rocchio(1, 0, 0), new Rocchio(1, 0.25, 0),
            new Rocchio(1, 0.25, 0.1), new Rocchio(1, 0.25, 0.25), new Rocchio(1, 0.5, 0), new Rocchio(1, 0.5, 0.1),
            new Rocchio(1, 0.5, 0.25), new Rocchio(1, 0.75, 0.15), new Rocchio(1, 0.75, 0.25), new Rocchio(1, 1, 0.5),
            new Rocchio(1, 2, 0));

    private final ImageSearcher searcher;
    private final String where;
    private final QueryForm form;

    private SimulatedFeedback(ImageSearcher searcher, String where, QueryForm form) {
        this.searcher = searcher;
        this.where = where;
        this.form = form;
    }

    /** The user's goal. */
    private record Need(Caption caption, Set<Long> relevant) {}

    /** Arguments: the folder of an indexed collection, captions of images of one split, and that split (default:
     * val). */
    public static void main(String[] arguments) throws IOException {
        CaptionDataset captions = CaptionsReader.read(Path.of(arguments[1]), Long.MAX_VALUE, Progress.NONE);
        String split = arguments.length > 2 ? arguments[2] : "val";
        List<Need> needs = needs(captions);
        System.out.printf(Locale.ROOT,
                "%d images, %d of %d captions with at least %d relevant images (%.1f on the average)%n%n",
                captions.images().size(), needs.size(), captions.captions().size(), FEWEST_RELEVANT,
                needs.stream().mapToInt(need -> need.relevant.size()).average().orElse(0));
        try (ImageSearcher searcher = ImageSearcher.open(Path.of(arguments[0]))) {
            for (QueryForm form : List.of(QueryForm.VERBATIM, QueryForm.FIRST_WORDS)) {
                System.out.println(form == QueryForm.VERBATIM
                        ? "The user types the caption:"
                        : "The user types the caption's first three keywords:");
                System.out.println();
                print(new SimulatedFeedback(searcher, "split:" + split, form), needs);
            }
        }
    }

    private static void print(SimulatedFeedback feedback, List<Need> needs) throws IOException {
        System.out.println(
                "| alpha, beta, gamma | R@10 | P@10 | R@10, 2nd ten | P@10 | R@10, 3rd ten | P@10 | found of all |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Rocchio rocchio : CANDIDATES) {
            System.out.println(feedback.row(needs, rocchio));
        }
        System.out.println();
    }

    private static List<Need> needs(CaptionDataset dataset) {
        Map<Long, Set<String>> words = dataset.captionsByImage().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                        .flatMap(caption -> Tokenizer.tokenize(caption.text()).stream()).collect(Collectors.toSet())));
        List<Need> needs = new ArrayList<>();
        for (Caption caption : dataset.captions()) {
            Set<String> keywords = new HashSet<>(Tokenizer.tokenize(QueryForm.KEYWORDS.rewrite(caption, 1)));
            if (keywords.size() < FEWEST_KEYWORDS) {
                continue;
            }
            Set<Long> relevant = words.entrySet().stream().filter(entry -> entry.getKey() != caption.imageId())
                    .filter(entry -> keywords.stream().filter(entry.getValue()::contains).count() >= SHARE
                            * keywords.size())
                    .map(Map.Entry::getKey).collect(Collectors.toSet());
            if (relevant.size() >= FEWEST_RELEVANT) {
                needs.add(new Need(caption, relevant));
            }
        }
        return needs;
    }

    private String row(List<Need> needs, Rocchio rocchio) throws IOException {
        int[] hits = new int[ROUNDS + 1];
        int[] queries = new int[ROUNDS + 1];
        double found = 0;
        for (Need need : needs) {
            List<Long> relevant = new ArrayList<>();
            List<Long> nonrelevant = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) {
                List<Long> shown = shown(need, relevant, nonrelevant, rocchio);
                List<Long> right = shown.stream().filter(need.relevant::contains).toList();
                hits[round] += right.size();
                queries[round] += right.isEmpty() ? 0 : 1;
                relevant.addAll(right);
                nonrelevant.addAll(shown.stream().filter(id -> !need.relevant.contains(id)).toList());
            }
            found += (double) relevant.size() / need.relevant.size();
        }
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, "| %s, %s, %s%s", rocchio.alpha(), rocchio.beta(),
                        rocchio.gamma(), rocchio.beta() + rocchio.gamma() == 0 ? " (no feedback)" : ""));
        for (int round = 0; round <= ROUNDS; round++) {
            row.append(String.format(Locale.ROOT, " | %.1f %% | %.1f %%", 100.0 * queries[round] / needs.size(),
                    100.0 * hits[round] / needs.size() / SHOWN));
        }
        return row.append(String.format(Locale.ROOT, " | %.1f %% |", 100 * found / needs.size())).toString();
    }

    private List<Long> shown(Need need, List<Long> relevant, List<Long> nonrelevant, Rocchio rocchio)
            throws IOException {
        Query query = Query.text(form.rewrite(need.caption, 1));
        if (!relevant.isEmpty() || !nonrelevant.isEmpty()) {
            query = query.judged(relevant, nonrelevant, rocchio);
        }
        long own = need.caption.imageId();
        return searcher.search(query, SearchOptions.top(SHOWN + 1).withWhere(where)).hits().stream().map(Hit::image)
                .map(image -> image.id()).filter(id -> id != own).limit(SHOWN).toList();
    }
}
