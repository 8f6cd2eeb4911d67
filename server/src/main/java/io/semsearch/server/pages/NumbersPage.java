package io.semsearch.server.pages;

import java.util.List;

/** A page of names and numbers: of the model, or of the collection.
 *
 * @param site  what every page knows
 * @param title of the page
 * @param rows  what is known, in the order of the page */
public record NumbersPage(Site site, String title, List<Row> rows) {

    /** Copies. */
    public NumbersPage {
        rows = List.copyOf(rows);
    }

    /** A name and its value. */
    public record Row(String name, String value) {}
}
