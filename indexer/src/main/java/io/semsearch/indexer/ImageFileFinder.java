package io.semsearch.indexer;

import io.semsearch.dataset.ImageRecord;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the local files of images in given folders, never outside of them. */
public final class ImageFileFinder {

    private final List<Path> folders;

    /** @param folders searched in this order */
    public ImageFileFinder(List<Path> folders) {
        this.folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
    }

    /** Finds the file of an image, in the first folder that has it: by its file name, otherwise by its URL if that is a
     * relative path.
     *
     * <p>A name that leads out of the folder ({@code ../}, an absolute path) finds nothing; links inside it are
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
