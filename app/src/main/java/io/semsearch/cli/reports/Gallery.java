package io.semsearch.cli.reports;

import io.semsearch.operations.Formats;
import io.semsearch.operations.captioning.WriteCaptions.Captioned;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A page of photos with their captions, in sections. */
public final class Gallery {

    private final HtmlPage page;
    private final String title;
    private final List<String> introduction = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    /** @param file where the page will be */
    public Gallery(Path file, String title) {
        this.page = new HtmlPage(file);
        this.title = title;
    }

    /** A heading with photos. */
    record Section(String heading, List<Card> cards) {}

    /** Adds a paragraph before all sections. */
    public Gallery paragraph(String text) {
        introduction.add(text);
        return this;
    }

    /** Adds the hits of a query.
     *
     * @param right the ids of images that are known to be right answers: they get a tick; may be empty */
    public Gallery hits(String heading, List<Hit> hits, Set<Long> right) {
        sections.add(new Section(heading, hits.stream().map(hit -> page.card(hit.image(),
                Formats.text("%d. similarity %.3f%s%s", hit.rank(), hit.similarity(),
                        hit.collection().isEmpty() ? "" : " \u00b7 " + hit.collection(),
                        right.contains(hit.image().id()) ? " \u2713" : "")))
                .toList()));
        return this;
    }

    /** Adds photos. */
    public Gallery images(String heading, List<IndexedImage> images) {
        sections.add(new Section(heading, images.stream().map(image -> page.card(image, "")).toList()));
        return this;
    }

    /** Adds photos with a label each, such as what was measured. */
    public Gallery labelled(String heading, Map<IndexedImage, String> labels) {
        sections.add(new Section(heading, labels.entrySet().stream()
                .map(image -> page.card(image.getKey(), image.getValue())).toList()));
        return this;
    }

    /** Adds photos with the captions that were written for them, and those of people.
     *
     * @param alternatives so many of the written captions, at most */
    public Gallery captioned(String heading, List<Captioned> photos, int alternatives) {
        sections.add(new Section(heading, photos.stream().map(photo -> card(photo, alternatives)).toList()));
        return this;
    }

    private Card card(Captioned photo, int alternatives) {
        List<String> written = photo.captions().stream().limit(alternatives)
                .map(caption -> IndexedImage.GENERATED_MARK + caption.text()).toList();
        List<String> others = new ArrayList<>(written.subList(1, written.size()));
        photo.image().ifPresent(image -> others.addAll(image.captions()));
        return page.card(photo, written.getFirst(), others);
    }

    /** Writes the page atomically. */
    public void write() throws IOException {
        page.write("gallery.jte", this);
    }

    String title() {
        return title;
    }

    List<String> introduction() {
        return introduction;
    }

    List<Section> sections() {
        return sections;
    }
}
