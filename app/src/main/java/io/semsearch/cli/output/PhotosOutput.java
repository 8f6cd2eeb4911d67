package io.semsearch.cli.output;

import io.semsearch.cli.ExitCode;
import io.semsearch.operations.Formats;
import io.semsearch.operations.photos.AddPhotos;
import io.semsearch.operations.photos.SkippedPhoto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what became of photos: how many were added, replaced and left out, and why.
 *
 * @param index  that has them now
 * @param result of the operation */
public record PhotosOutput(Path index, AddPhotos.Result result) {

    /** Of each reason, so many photos are named in the table; JSON names all. */
    private static final int NAMED = 10;

    /** Prints the result.
     *
     * @param isStrict true if nothing may be left out
     * @return the exit code */
    public int print(Console console, boolean isJson, boolean isStrict) {
        console.out().println(isJson ? ResultJson.print(json()) : String.join(System.lineSeparator(), lines()));
        console.out().flush();
        if (isStrict && !result.skipped().isEmpty()) {
            console.note("%s left out, and --strict allows none", Formats.count(result.skipped().size(), "photo"));
            return ExitCode.DATA;
        }
        return ExitCode.OK;
    }

    /** Prints the result on one line, for results that follow each other; JSON, too. */
    public void printLine(Console console, boolean isJson) {
        console.out().println(isJson ? json().toString() : line());
        console.out().flush();
    }

    private String line() {
        StringBuilder line = new StringBuilder(Formats.count(result.images(), "photo"));
        append(line, result.added(), "added");
        append(line, result.replaced(), "replaced");
        append(line, result.renamed(), "renamed");
        append(line, result.recaptioned(), "with new captions");
        append(line, result.removed(), "removed");
        append(line, result.skipped().size(), "left out");
        return line.toString();
    }

    private static void append(StringBuilder line, int count, String what) {
        if (count > 0) {
            line.append(Formats.text("; %,d %s", count, what));
        }
    }

    private ObjectNode json() {
        ObjectNode json = ResultJson.object().put("index", index.toString()).put("images", result.images())
                .put("added", result.added()).put("copies", result.copies()).put("replaced", result.replaced())
                .put("renamed", result.renamed()).put("unchanged", result.unchanged())
                .put("recaptioned", result.recaptioned()).put("gone", result.gone())
                .put("removed", result.removed());
        ArrayNode skipped = json.putArray("skipped");
        result.skipped().forEach(photo -> skipped.addObject().put("file", photo.file().toString())
                .put("reason", photo.reason()).put("message", photo.message()));
        return json.put("seconds", result.took().toMillis() / 1000.0);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("index     " + index);
        lines.add(Formats.text("added     %s%s, in %s", Formats.count(result.added(), "photo"),
                result.copies() == 0 ? "" : Formats.text(" (%,d with the bytes of another)", result.copies()),
                Formats.duration(result.took())));
        lines.add("replaced  " + Formats.count(result.replaced(), "photo"));
        lines.add("renamed   " + Formats.count(result.renamed(), "photo"));
        lines.add(Formats.text("unchanged %s%s", Formats.count(result.unchanged(), "photo"),
                result.recaptioned() == 0 ? "" : Formats.text(" (%,d with new captions)", result.recaptioned())));
        lines.add(Formats.text("removed   %s%s", Formats.count(result.removed(), "photo"),
                result.gone() == result.removed()
                        ? ""
                        : Formats.text("; the files of %,d are gone: --sync removes them", result.gone())));
        lines.add("left out  " + Formats.count(result.skipped().size(), "photo"));
        Map<String, List<SkippedPhoto>> byReason = result.skipped().stream()
                .collect(Collectors.groupingBy(SkippedPhoto::reason, TreeMap::new, Collectors.toList()));
        byReason.forEach((reason, photos) -> {
            lines.add(Formats.text("  %s: %,d", reason, photos.size()));
            photos.stream().limit(NAMED).forEach(photo -> lines.add("    " + Formats.line(photo.message())));
            if (photos.size() > NAMED) {
                lines.add(Formats.text("    and %,d more; --format json names all", photos.size() - NAMED));
            }
        });
        return lines;
    }
}
