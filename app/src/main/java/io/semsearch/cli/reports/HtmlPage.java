package io.semsearch.cli.reports;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.files.AtomicFile;
import io.semsearch.operations.Formats;
import io.semsearch.operations.captioning.WriteCaptions.Captioned;
import io.semsearch.search.IndexedImage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An HTML page in one file, rendered from a template in {@code src/main/jte}, which escapes all text. It needs no
 * script.
 *
 * <p>A photo is shown from its thumbnail or its local file, by an address relative to the page; else from its URL,
 * which the browser fetches when the photo comes into view. */
final class HtmlPage {

    /** Compiled with this package, so that they see what is package-private. */
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(null, ContentType.Html, null,
            HtmlPage.class.getPackageName());

    /** Control characters and halves of surrogate pairs, which UTF-8 or HTML do not allow; separators of lines, and
     * characters that reorder what is shown. */
    private static final Pattern NOT_TEXT = Pattern
            .compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069&&[^\\t\\r\\n]]");

    private final Path file;

    /** @param file where the page will be */
    HtmlPage(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /** A photo on this page.
     *
     * @param label what the card says about it, such as its rank; may be empty */
    Card card(IndexedImage image, String label) {
        return new Card(source(image), withShot(label, image.shot()), name(image), image.shownCaptions());
    }

    /** A photo that captions were written for: of a collection, or any file. */
    Card card(Captioned photo, String label, List<String> captions) {
        return photo.image().map(image -> new Card(source(image), label, name(image), captions))
                .orElseGet(
                        () -> new Card(Optional.of(address(Path.of(photo.photo()))), label, photo.photo(), captions));
    }

    private static String name(IndexedImage image) {
        return "photo " + image.id();
    }

    private static String withShot(String label, PhotoRecord.Shot shot) {
        return Stream.of(label, shot.taken().map(Formats::minute).orElse(""), shot.camera())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" \u00b7 "));
    }

    /** Writes the page atomically.
     *
     * @param model the template's only parameter */
    void write(String template, Object model) throws IOException {
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(file + ": expected a file's name, found a folder");
        }
        Files.createDirectories(folder);
        StringOutput page = new StringOutput();
        TEMPLATES.render(template, model, page);
        AtomicFile.writeString(file, NOT_TEXT.matcher(page.toString()).replaceAll("\ufffd"));
    }

    /** The photo's address; empty if the page can show none: a relative URL is relative to the captions, not to the
     * page. */
    private Optional<String> source(IndexedImage image) {
        return image.thumbnail().filter(Files::exists).or(() -> image.file().filter(Files::exists)).map(this::address)
                .or(() -> Optional.of(image.url()).filter(url -> url.matches("(?i)https?://.*")));
    }

    private String address(Path path) {
        Path photo = path.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || !folder.getRoot().equals(photo.getRoot())) {
            return photo.toUri().toString();
        }
        // a relative URI, encoded name by name: a folder may contain blanks and percent signs
        return StreamSupport.stream(folder.relativize(photo).spliterator(), false)
                .map(name -> URLEncoder.encode(name.toString(), StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
