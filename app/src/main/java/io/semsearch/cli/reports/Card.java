package io.semsearch.cli.reports;

import java.util.List;
import java.util.Optional;

/** A photo with its captions on a page.
 *
 * @param source   the photo's address; empty if the page cannot show it
 * @param label    what the card says about it; may be empty
 * @param photo    which photo it is
 * @param captions its captions, or else its file name; may be empty */
record Card(Optional<String> source, String label, String photo, List<String> captions) {

    /** The text for those who cannot see the photo. */
    String alternative() {
        return captions.isEmpty() ? label : captions.getFirst();
    }
}
