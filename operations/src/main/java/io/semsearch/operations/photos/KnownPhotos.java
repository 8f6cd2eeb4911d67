package io.semsearch.operations.photos;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of an index that have a local file, by file and by content. */
final class KnownPhotos {

    private final Instant committed;
    private final Map<Path, Known> byFile = new HashMap<>();
    private final Map<String, List<Path>> byContent = new HashMap<>();

    /** An image with a local file.
     *
     * @param file     absolute
     * @param captions may be empty */
    record Known(ImageRecord record, Path file, List<String> captions) {

        Optional<PhotoRecord.Content> content() {
            return record.photo().flatMap(PhotoRecord::content);
        }

        /** True if the file is as it was when the image was indexed, as far as can be known without opening it. */
        boolean isUnchanged(PhotoFile found) {
            return content().filter(content -> content.isOf(found.bytes(), found.modified())).isPresent();
        }
    }

    private KnownPhotos(Instant committed) {
        this.committed = committed;
    }

    /** Reads the images of a collection. */
    static KnownPhotos read(CollectionFolder collection) throws IOException {
        KnownPhotos known = new KnownPhotos(lastCommit(collection.index()));
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            searcher.forEach(known::add);
        }
        return known;
    }

    private static Instant lastCommit(Path index) throws IOException {
        Instant last = Instant.EPOCH;
        try (DirectoryStream<Path> commits = Files.newDirectoryStream(index, "segments_*")) {
            for (Path commit : commits) {
                Instant its = Files.getLastModifiedTime(commit).toInstant();
                last = its.isAfter(last) ? its : last;
            }
        }
        return last;
    }

    /** When the index was last written to, before this was read. */
    Instant committed() {
        return committed;
    }

    private void add(IndexedImage image) {
        image.file().ifPresent(file -> put(
                new Known(image.record(), file.toAbsolutePath().normalize(), image.captions())));
    }

    void put(Known photo) {
        byFile.put(photo.file(), photo);
        photo.content().ifPresent(content -> byContent
                .computeIfAbsent(content.sha256(), hash -> new ArrayList<>()).add(photo.file()));
    }

    /** Forgets an image, which now has another file or content. */
    void remove(Known photo) {
        byFile.remove(photo.file());
        photo.content().map(PhotoRecord.Content::sha256).map(byContent::get)
                .ifPresent(files -> files.remove(photo.file()));
    }

    /** The image of a file. */
    Optional<Known> of(Path file) {
        return Optional.ofNullable(byFile.get(file));
    }

    /** True if an image has this content. */
    boolean hasContent(String sha256) {
        return !byContent.getOrDefault(sha256, List.of()).isEmpty();
    }

    /** An image with this content whose file is gone: it was moved. */
    Optional<Known> moved(String sha256) {
        return byContent.getOrDefault(sha256, List.of()).stream().filter(Files::notExists).findFirst()
                .map(byFile::get);
    }

    /** All images with a local file. */
    Collection<Known> all() {
        return byFile.values();
    }
}
