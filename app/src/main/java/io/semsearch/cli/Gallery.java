package io.semsearch.cli;

import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A page of pictures: sections, each with a title and photos with their captions. */
final class Gallery {

    private final HtmlPage page;

    /** @param file where the page will lie */
    Gallery(Path file, String title) {
        this.page = new HtmlPage(file, title);
    }

    /** Adds text between sections. */
    Gallery paragraph(String text) {
        page.paragraph(text);
        return this;
    }

    /** Adds the answers to a query.
     *
     * @param right the ids of images that are known to be right answers: they are ticked; may be empty */
    Gallery hits(String heading, List<Hit> hits, Set<Long> right) {
        page.heading(heading).cards(hits.stream().map(hit -> {
            String tick = right.contains(hit.image().image().id()) ? " \u2713" : "";
            return new HtmlPage.Card(hit.image(),
                    Formats.text("%d. similarity %.3f%s", hit.rank(), hit.similarity(), tick));
        }).toList());
        return this;
    }

    /** Adds photos. */
    Gallery images(String heading, List<IndexedImage> images) {
        page.heading(heading).cards(images.stream().map(image -> new HtmlPage.Card(image, "")).toList());
        return this;
    }

    /** Writes the page beside its place and renames it. */
    void write() throws IOException {
        page.write();
    }
}
