package io.semsearch.cli;

import io.semsearch.search.IndexedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.owasp.encoder.Encode;

/** A page of one file: text, tables, plots, and cards of pictures. All text is escaped here.
 *
 * <p>A picture is shown from its local file, addressed relative to the page; else from its url, which the browser
 * fetches when it comes into view. The page needs no script and no network of its own. */
final class HtmlPage {

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private final Path file;

    /** @param file where the page will lie */
    HtmlPage(Path file, String title) {
        this.file = file.toAbsolutePath().normalize();
        this.title = title;
    }

    /** Adds a heading. */
    HtmlPage heading(String text) {
        body.append("<h2>").append(Encode.forHtml(text)).append("</h2>\n");
        return this;
    }

    /** Adds text. */
    HtmlPage paragraph(String text) {
        body.append("<p>").append(Encode.forHtml(text)).append("</p>\n");
        return this;
    }

    /** Adds a table.
     *
     * @param rows the first is that of the columns' names, the first cell of each other that of the row */
    HtmlPage table(List<List<String>> rows) {
        body.append("<table>\n");
        for (int row = 0; row < rows.size(); row++) {
            String cell = row == 0 ? "th" : "td";
            body.append("<tr>");
            rows.get(row).forEach(text -> body.append(Formats.text("<%s>%s</%s>", cell, Encode.forHtml(text), cell)));
            body.append("</tr>\n");
        }
        body.append("</table>\n");
        return this;
    }

    /** Adds a picture that lies within the page.
     *
     * @param alternative tells what it shows */
    HtmlPage plot(DataUri picture, String alternative) {
        body.append("<img class=\"plot\" src=\"").append(Encode.forHtmlAttribute(picture.text())).append("\" alt=\"")
                .append(Encode.forHtmlAttribute(alternative)).append("\">\n");
        return this;
    }

    /** Adds cards side by side. */
    HtmlPage cards(List<Card> cards) {
        body.append("<div class=\"grid\">\n");
        cards.forEach(card -> body.append(html(card)));
        body.append("</div>\n");
        return this;
    }

    /** A picture as it stands in the page itself: {@code data:image/png;base64,...}. */
    record DataUri(String text) {}

    /** A photo with its captions.
     *
     * @param label what is said of it here; may be empty */
    record Card(IndexedImage image, String label) {}

    /** Writes the page beside its place and renames it. */
    void write() throws IOException {
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(file + ": expected a file's name, found a folder");
        }
        Files.createDirectories(folder);
        Path beside = folder.resolve(".unfinished-" + UUID.randomUUID());
        try {
            Files.writeString(beside, page());
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private String html(Card card) {
        IndexedImage image = card.image();
        StringBuilder captions = new StringBuilder();
        image.captions().forEach(caption -> captions.append("<li>").append(Encode.forHtml(caption)).append("</li>"));
        String alternative = image.captions().isEmpty() ? "" : image.captions().getFirst();
        String picture = source(image).map(source -> "<img loading=\"lazy\" src=\"" + Encode.forHtmlAttribute(source)
                + "\" alt=\"" + Encode.forHtmlAttribute(alternative) + "\">")
                .orElse("<div class=\"none\">no picture here</div>");
        return """
                <figure>%s
                <figcaption><div><b>%s</b><span>image %d</span></div><ul>%s</ul></figcaption></figure>
                """.formatted(picture, Encode.forHtml(card.label()), image.image().id(), captions);
    }

    /** Where the page finds the picture; empty if nowhere: a relative url leads from the captions, not from the page. */
    private Optional<String> source(IndexedImage image) {
        return image.picture().filter(Files::exists).map(this::address)
                .or(() -> Optional.of(image.image().url()).filter(url -> url.matches("(?i)https?://.*")));
    }

    private String address(Path path) {
        Path picture = path.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || !folder.getRoot().equals(picture.getRoot())) {
            return picture.toUri().toString();
        }
        // a relative URI, encoded name by name: a folder may hold spaces and percent signs
        List<String> names = new ArrayList<>();
        folder.relativize(picture).forEach(name -> names.add(Encode.forUriComponent(name.toString())));
        return String.join("/", names);
    }

    private String page() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; background: #fafafa; }
                h2 { margin: 2rem 0 .7rem; font-size: 1.15rem; }
                .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 14px; }
                figure { margin: 0; background: #fff; border: 1px solid #ddd; border-radius: 8px; overflow: hidden; }
                img { width: 100%%; height: 170px; object-fit: cover; display: block; background: #eee; }
                .none { height: 170px; line-height: 170px; text-align: center; color: #999; background: #eee; }
                table { border-collapse: collapse; background: #fff; margin: .7rem 0; font-size: 14px; }
                th, td { border: 1px solid #ddd; padding: .25rem .7rem; text-align: right; }
                th:first-child, td:first-child { text-align: left; }
                th { background: #f0f0f0; font-weight: 600; }
                .plot { display: inline-block; width: auto; height: auto; max-width: 100%%; margin: .4rem 0; background: none; }
                figcaption { padding: .5rem .7rem; font-size: 12px; }
                figcaption div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .5rem; }
                figcaption span { color: #777; }
                ul { margin: .4rem 0 0; padding-left: 1.1rem; color: #555; }
                </style>
                </head>
                <body>
                <h1>%s</h1>
                %s</body>
                </html>
                """.formatted(Encode.forHtml(title), Encode.forHtml(title), body);
    }
}
