package io.semsearch.search;

import io.semsearch.dataset.ImageRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the index knows of an image.
 *
 * @param image    its number, file name, size and url
 * @param captions in the order in which they were given; may be empty
 * @param picture  the local file, if one was found when the image was indexed; it may have gone since */
public record IndexedImage(ImageRecord image, List<String> captions, Optional<Path> picture) {

    /** Copies. */
    public IndexedImage {
        captions = List.copyOf(captions);
    }
}
