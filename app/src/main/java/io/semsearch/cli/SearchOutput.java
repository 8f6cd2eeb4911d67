package io.semsearch.cli;

import io.semsearch.search.Hit;
import io.semsearch.search.SearchResult;
import io.semsearch.text.WordContribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an answer is shown, alike for all commands that search. */
final class SearchOutput {

    private static final int CAPTION_LENGTH = 70;

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--gallery", paramLabel = "F.html", description = "Also write a page that shows the pictures.")
    private @Nullable Path gallery;

    /** @param explanations what the words of the query add to each hit, by image; may be empty */
    void print(Console console, String query, SearchResult result, Map<Long, List<WordContribution>> explanations)
            throws IOException {
        result.unknownWords().forEach(word -> console.note("no vector is known for '%s'%s; searched without it", word,
                didYouMean(result, word)));
        if (gallery != null) {
            new Gallery(gallery, query)
                    .hits(Formats.text("The first %d, by %s search", result.hits().size(), mode(result)),
                            result.hits(), Set.of())
                    .write();
            console.note("pictures: %s", gallery.toUri());
        }
        console.out().println(format.isJson()
                ? ResultJson.print(ResultJson.of(query, result, explanations))
                : table(result, explanations));
        console.out().flush();
    }

    private static String didYouMean(SearchResult result, String word) {
        List<String> spellings = result.suggestions().getOrDefault(word, List.of());
        return spellings.isEmpty() ? "" : " (did you mean " + String.join(", ", spellings) + "?)";
    }

    private static String table(SearchResult result, Map<Long, List<WordContribution>> explanations) {
        StringBuilder table = new StringBuilder(Formats.text("%4s  %10s  %10s  %s%n", "rank", "similarity", "image",
                "caption"));
        for (Hit hit : result.hits()) {
            String caption = hit.image().captions().stream().findFirst().orElse("");
            table.append(Formats.text("%4d  %10.4f  %10d  %s%n", hit.rank(), hit.similarity(), hit.image().image().id(),
                    shorten(caption)));
            List<WordContribution> words = explanations.getOrDefault(hit.image().image().id(), List.of());
            if (!words.isEmpty()) {
                table.append(Formats.text("%30s%s%n", "", explain(words)));
            }
        }
        return table.append(Formats.text("%s, %s search, %.1f ms", Formats.count(result.hits().size(), "hit"),
                mode(result), result.took().toNanos() / 1e6)).toString();
    }

    private static String explain(List<WordContribution> words) {
        return words.stream().map(word -> Formats.text("%s %+.3f", word.word(), word.contribution()))
                .collect(Collectors.joining(", "));
    }

    private static String mode(SearchResult result) {
        return result.mode().name().toLowerCase(Locale.ROOT);
    }

    private static String shorten(String caption) {
        String line = Formats.line(caption);
        return line.length() <= CAPTION_LENGTH ? line : line.substring(0, CAPTION_LENGTH - 3) + "...";
    }
}
