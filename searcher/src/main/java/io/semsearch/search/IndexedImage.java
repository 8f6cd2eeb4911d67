package io.semsearch.search;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An image as the index holds it.
 *
 * @param record    its id, file name, size, URL, split, tags and photo file
 * @param captions  in the order in which they were given; may be empty
 * @param generated a caption that a captioner wrote; only for an image without captions of people
 * @param file      the local file, if one was found when the image was indexed; it may have been deleted since
 * @param thumbnail where a small version of the file is, if one was made */
public record IndexedImage(ImageRecord record, List<String> captions, Optional<String> generated, Optional<Path> file,
        Optional<Path> thumbnail) {

    /** Before a caption that a captioner wrote, wherever people read it. */
    public static final String GENERATED_MARK = "generated: ";

    /** Copies. */
    public IndexedImage {
        captions = List.copyOf(captions);
    }

    /** Creates an image without a generated caption. */
    public IndexedImage(ImageRecord record, List<String> captions, Optional<Path> file, Optional<Path> thumbnail) {
        this(record, captions, Optional.empty(), file, thumbnail);
    }

    /** Creates an image without a generated caption and a thumbnail. */
    public IndexedImage(ImageRecord record, List<String> captions, Optional<Path> file) {
        this(record, captions, file, Optional.empty());
    }

    /** What to show people beside the photo: its captions, else the generated one with a mark, else its file name; may
     * be empty. */
    public List<String> shownCaptions() {
        if (!captions.isEmpty()) {
            return captions;
        }
        return generated.map(caption -> GENERATED_MARK + caption)
                .or(() -> Optional.of(fileName()).filter(name -> !name.isEmpty())).stream().toList();
    }

    /** How it was taken, as far as that is known. */
    public PhotoRecord.Shot shot() {
        return record.photo().map(PhotoRecord::shot).orElse(PhotoRecord.Shot.UNKNOWN);
    }

    /** SHA-256 of its file; empty if the file was not read. */
    public Optional<String> contentHash() {
        return record.photo().flatMap(PhotoRecord::content).map(PhotoRecord.Content::sha256);
    }

    /** Its number, unique in the collection. */
    public long id() {
        return record.id();
    }

    /** Its file name, relative to the folder of images; empty if unknown. */
    public String fileName() {
        return record.fileName();
    }

    /** Where it can be fetched; empty if unknown. */
    public String url() {
        return record.url();
    }
}
