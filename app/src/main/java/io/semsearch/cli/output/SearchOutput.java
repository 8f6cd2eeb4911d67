package io.semsearch.cli.output;

import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.HubnessConverter;
import io.semsearch.cli.reports.Gallery;
import io.semsearch.cli.reports.TextTable;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.operations.Formats;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.SearchResult;
import io.semsearch.search.json.SearchAnswer;
import io.semsearch.search.json.SearchAnswerWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the hits of a search: as a table or as JSON, and on a page. All commands that search share it. */
public final class SearchOutput {

    private static final String CAPTION = "caption";
    private static final int CAPTION_LENGTH = 70;
    /** If no hit has this confidence, a note warns that perhaps nothing matches. */
    private static final double DOUBTFUL = 0.6;

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--gallery", paramLabel = "F.html", description = "Also write a web page that shows the photos.")
    private @Nullable Path gallery;

    @Option(names = "--profile", description = "Also print to stderr where the time went.")
    private boolean profiled;

    /** Ends a command: prints the time of its parts, with {@code --profile}. */
    public void tell(Profile profile, Console console) {
        profile.done("printing");
        if (profiled) {
            profile.print(console);
        }
    }

    /** @param explanations the contributions of the query's parts to each hit, by image; may be empty */
    public void print(Console console, String query, SearchResult result, Map<Long, List<Contribution>> explanations)
            throws IOException {
        result.unknownWords()
                .forEach(word -> console.note("no vector is known for '%s'%s; as a word it adds nothing", word,
                        didYouMean(result, word)));
        result.readAs().forEach((word, known) -> console.note(
                "read '%s' as '%s'; --as-typed leaves unknown words out", word, known));
        if (gallery != null) {
            new Gallery(gallery, query)
                    .hits(Formats.text("The first %d, by %s search", result.hits().size(), mode(result)),
                            result.hits(), Set.of())
                    .write();
            console.note("gallery: %s", gallery.toUri());
        }
        tellConfidence(console, result);
        result.method().lookedAt()
                .ifPresent(images -> console.note("only the first %d photos were looked at for confident "
                        + "hits: more are with a larger -k or --ef-search, all without --min-confidence", images));
        result.nextPage().ifPresent(token -> console.note("next page: the same with --page-token %s", token));
        console.out().println(format.isJson()
                ? SearchAnswerWriter.write(new SearchAnswer(query, result, explanations))
                : table(result, explanations));
        console.out().flush();
    }

    private static void tellConfidence(Console console, SearchResult result) {
        if (result.hits().isEmpty()) {
            console.note("nothing matches");
            return;
        }
        double best = result.hits().stream().mapToDouble(hit -> hit.confidence().orElse(1)).max().orElse(1);
        if (best < DOUBTFUL) {
            console.note("perhaps nothing matches: %s of random-word queries find a photo that stands out as much; "
                    + "--min-confidence 0.8 leaves such hits out", Formats.percent(1 - best));
        }
    }

    private static String didYouMean(SearchResult result, String word) {
        List<String> spellings = result.suggestions().getOrDefault(word, List.of());
        return spellings.isEmpty() ? "" : " (did you mean " + String.join(", ", spellings) + "?)";
    }

    private static String table(SearchResult result, Map<Long, List<Contribution>> explanations) {
        boolean corrected = result.method().hubness() != HubnessCorrection.NONE;
        boolean merged = result.hits().stream().anyMatch(hit -> !hit.collection().isEmpty());
        boolean confident = result.hits().stream().anyMatch(hit -> hit.confidence().isPresent());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("rank", "similarity", corrected ? "corrected" : "", confident ? "confidence" : "", "image",
                merged ? "collection" : "", CAPTION));
        for (Hit hit : result.hits()) {
            String caption = hit.image().shownCaptions().stream().findFirst().orElse("");
            rows.add(List.of(Integer.toString(hit.rank()), Formats.text("%.4f", hit.similarity()),
                    corrected ? Formats.text("%.4f", hit.correctedSimilarity()) : "",
                    confident ? Formats.text("%.2f", hit.confidence().orElse(0)) : "",
                    Long.toString(hit.image().id()), hit.collection(), shorten(caption) + duplicates(hit)));
        }
        List<String> lines = TextTable.lines(rows, rows.getFirst().indexOf("collection"),
                rows.getFirst().indexOf(CAPTION));
        String indent = " ".repeat(lines.getFirst().indexOf(CAPTION));
        StringBuilder table = new StringBuilder(Formats.text("%s%n", lines.getFirst()));
        for (int i = 0; i < result.hits().size(); i++) {
            table.append(Formats.text("%s%n", lines.get(i + 1)));
            List<Contribution> parts = explanations.getOrDefault(result.hits().get(i).image().id(), List.of());
            if (!parts.isEmpty()) {
                table.append(Formats.text("%s%s%n", indent, explain(parts)));
            }
        }
        return table.append(Formats.text("%s, %s search%s%s, %.1f ms", Formats.count(result.hits().size(), "hit"),
                mode(result),
                corrected ? ", hubs held back by " + HubnessConverter.name(result.method().hubness()) : "",
                result.partial() ? ", PARTIAL: the time was over" : "", result.took().toNanos() / 1e6))
                .toString();
    }

    private static String duplicates(Hit hit) {
        return hit.nearDuplicates().isEmpty()
                ? ""
                : hit.nearDuplicates().stream().map(String::valueOf).collect(Collectors.joining(", ", " (+ ", ")"));
    }

    private static String explain(List<Contribution> parts) {
        return parts.stream().map(part -> Formats.text("%s %+.3f", switch (part) {
            case Contribution.Word word -> word.word();
            case Contribution.Sentence sentence -> "sentence as a whole";
            case Contribution.Image image -> "image " + image.imageId();
            case Contribution.Vector vector -> "vectors";
        }, part.amount())).collect(Collectors.joining(", "));
    }

    private static String mode(SearchResult result) {
        return result.mode().name().toLowerCase(Locale.ROOT);
    }

    private static String shorten(String caption) {
        String line = Formats.line(caption);
        return line.length() <= CAPTION_LENGTH ? line : line.substring(0, CAPTION_LENGTH - 3) + "...";
    }
}
