package io.semsearch.cli.output;

import io.semsearch.cli.reports.Gallery;
import io.semsearch.cli.reports.TextTable;
import io.semsearch.operations.Formats;
import io.semsearch.operations.photos.FindDuplicates;
import io.semsearch.operations.photos.FindDuplicates.Cluster;
import io.semsearch.operations.photos.FindDuplicates.Member;
import io.semsearch.search.IndexedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints clusters of duplicates: as a table, as JSON, and on a page. */
public record DuplicatesOutput(FindDuplicates.Result result) {

    /** So many clusters are in the table; JSON has all. */
    private static final int SHOWN = 20;
    private static final int MOST_ON_PAGE = 200;

    /** Shows the clusters on a page, up to the first 200. */
    public void write(Gallery gallery) throws IOException {
        List<Cluster> shown = result.clusters().stream().limit(MOST_ON_PAGE).toList();
        gallery.paragraph(Formats.text("%s among %s%s. The first photo of each is the largest; similarities are to it.",
                Formats.count(result.clusters().size(), "cluster"), Formats.count(result.images(), "photo"),
                shown.size() < result.clusters().size() ? Formats.text(", the first %d here", shown.size()) : ""));
        for (int i = 0; i < shown.size(); i++) {
            Map<IndexedImage, String> labels = new LinkedHashMap<>();
            for (Member member : shown.get(i).members()) {
                labels.put(member.image(), Formats.text("%.3f%s", member.similarity(), note(member)));
            }
            gallery.labelled(Formats.text("%d. %s", i + 1, describe(shown.get(i).kind())), labels);
        }
        gallery.write();
    }

    /** Prints the clusters. */
    public void print(Console console, boolean isJson) {
        console.out().println(isJson ? ResultJson.print(json()) : String.join(System.lineSeparator(), lines()));
        console.out().flush();
    }

    private ObjectNode json() {
        ObjectNode json = ResultJson.object().put("images", result.images()).put("similarity",
                result.similarity());
        ArrayNode clusters = json.putArray("clusters");
        for (Cluster cluster : result.clusters()) {
            ObjectNode node = clusters.addObject().put("kind", cluster.kind().name().toLowerCase(Locale.ROOT));
            ArrayNode members = node.putArray("photos");
            for (Member member : cluster.members()) {
                ObjectNode photo = members.addObject().put("imageId", member.image().id())
                        .put("fileName", member.image().fileName()).put("similarity", member.similarity());
                member.image().file().ifPresent(file -> photo.put("file", file.toString()));
                member.copyOf().ifPresent(id -> photo.put("copyOf", id));
            }
        }
        return json;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Cluster cluster : result.clusters().stream().limit(SHOWN).toList()) {
            number++;
            lines.add(Formats.text("%d. %s", number, describe(cluster.kind())));
            TextTable.lines(cluster.members().stream().map(DuplicatesOutput::row).toList(), 3)
                    .forEach(row -> lines.add("  " + row));
        }
        if (result.clusters().size() > SHOWN) {
            lines.add(Formats.text("and %,d more; --format json has all", result.clusters().size() - SHOWN));
        }
        lines.add(Formats.text("%s among %s, of similarity %s or more",
                Formats.count(result.clusters().size(), "cluster"), Formats.count(result.images(), "photo"),
                result.similarity()));
        return lines;
    }

    private static List<String> row(Member member) {
        IndexedImage image = member.image();
        return List.of("image " + image.id(), Formats.text("%.3f", member.similarity()),
                image.record().width() + " x " + image.record().height(),
                Formats.line(image.fileName()) + note(member));
    }

    private static String note(Member member) {
        return member.copyOf().map(id -> ", the bytes of image " + id).orElse("");
    }

    private static String describe(FindDuplicates.Kind kind) {
        return switch (kind) {
            case IDENTICAL -> "the same bytes";
            case BURST -> "taken one after the other";
            case SIMILAR -> "similar";
        };
    }
}
