package io.semsearch.indexer;

import io.semsearch.dataset.ImageRecord;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the local pictures of images in given folders, and never outside of them. */
public final class PictureFinder {

    private final List<Path> folders;

    /** @param folders looked through in this order */
    public PictureFinder(List<Path> folders) {
        this.folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
    }

    /** The picture of an image: the first file under its file name, else under its url where that is a relative path.
     *
     * <p>A name that leads out of the folder ({@code ../}, an absolute path) finds nothing; links within it are
     * followed. */
    public Optional<Path> find(ImageRecord image) {
        return folders.stream().flatMap(folder -> Stream.of(image.fileName(), image.url())
                .flatMap(name -> within(folder, name).stream())).findFirst();
    }

    private static Optional<Path> within(Path folder, String name) {
        if (name.isEmpty() || name.contains("://")) {
            return Optional.empty();
        }
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
