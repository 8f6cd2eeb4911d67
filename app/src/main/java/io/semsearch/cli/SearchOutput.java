package io.semsearch.cli;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Contribution;
import io.semsearch.search.Hit;
import io.semsearch.search.SearchResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How an answer is shown, alike for all commands that search. */
final class SearchOutput {

    private static final int CAPTION_LENGTH = 70;
    /** Confidence below which hits are called doubtful. */
    private static final double DOUBTFUL = 0.6;

    private final OptionSpec format = FormatOption.option();
    private final OptionSpec gallery = OptionSpec.builder("--gallery").type(Path.class).paramLabel("F.html")
            .description("Also write a page that shows the pictures.").build();
    private final OptionSpec profiled = OptionSpec.builder("--profile")
            .description("Also tell, on stderr, where the time went.").build();

    void addTo(CommandSpec command) {
        command.addOption(format).addOption(gallery).addOption(profiled);
    }

    /** Ends a command: tells where its time went, if that is asked for. */
    void tell(Profile profile, Console console) {
        profile.done("printing");
        if (OptionValues.isSet(profiled)) {
            profile.print(console);
        }
    }

    /** @param explanations what the words of the query add to each hit, by image; may be empty */
    void print(Console console, String query, SearchResult result, Map<Long, List<Contribution>> explanations)
            throws IOException {
        result.unknownWords().forEach(word -> console.note("no vector is known for '%s'%s; searched without it", word,
                didYouMean(result, word)));
        Path page = gallery.getValue();
        if (page != null) {
            new Gallery(page, query)
                    .hits(Formats.text("The first %d, by %s search", result.hits().size(), mode(result)),
                            result.hits(), Set.of())
                    .write();
            console.note("pictures: %s", page.toUri());
        }
        tellConfidence(console, result);
        result.nextPage().ifPresent(token -> console.note("next page: the same with --page-token %s", token));
        console.out().println(FormatOption.isJson(format)
                ? AnswerJson.print(query, result, explanations)
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
            console.note("perhaps nothing matches: %s of meaningless sentences find a photo that stands out as much; "
                    + "--min-confidence 0.8 leaves such hits out", Formats.percent(1 - best));
        }
    }

    private static String didYouMean(SearchResult result, String word) {
        List<String> spellings = result.suggestions().getOrDefault(word, List.of());
        return spellings.isEmpty() ? "" : " (did you mean " + String.join(", ", spellings) + "?)";
    }

    private static String table(SearchResult result, Map<Long, List<Contribution>> explanations) {
        boolean corrected = result.method().hubness() != HubnessCorrection.NONE;
        boolean confident = result.hits().stream().anyMatch(hit -> hit.confidence().isPresent());
        StringBuilder table = new StringBuilder(Formats.text("%4s  %10s%s%s  %10s  %s%n", "rank", "similarity",
                corrected ? "   corrected" : "", confident ? "  confidence" : "", "image", "caption"));
        for (Hit hit : result.hits()) {
            long id = hit.image().image().id();
            String caption = hit.image().captions().stream().findFirst().orElse("");
            table.append(Formats.text("%4d  %10.4f%s%s  %10d  %s%s%n", hit.rank(), hit.similarity(),
                    corrected ? Formats.text("  %10.4f", hit.correctedSimilarity()) : "",
                    confident ? Formats.text("  %10.2f", hit.confidence().orElse(0)) : "", id, shorten(caption),
                    duplicates(hit)));
            List<Contribution> parts = explanations.getOrDefault(id, List.of());
            if (!parts.isEmpty()) {
                table.append(Formats.text("%30s%s%n", "", explain(parts)));
            }
        }
        return table.append(Formats.text("%s, %s search%s%s, %.1f ms", Formats.count(result.hits().size(), "hit"),
                mode(result),
                corrected ? ", hubs held back by " + HubnessConverter.name(result.method().hubness()) : "",
                result.partial() ? ", PARTIAL: the time was over" : "", result.took().toNanos() / 1e6)).toString();
    }

    private static String duplicates(Hit hit) {
        return hit.nearDuplicates().isEmpty()
                ? ""
                : hit.nearDuplicates().stream().map(String::valueOf).collect(Collectors.joining(", ", " (+ ", ")"));
    }

    private static String explain(List<Contribution> parts) {
        return parts.stream().map(part -> Formats.text("%s %+.3f", switch (part) {
            case Contribution.Word word -> word.word();
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
