package io.semsearch.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where local files of images are looked for. */
public final class ImageFolders {

    private ImageFolders() {}

    /** The folder that was named, or else those of the captions files.
     *
     * @throws NoSuchFileException   if the named folder does not exist
     * @throws NotDirectoryException if it is a file */
    public static List<Path> of(Optional<Path> named, DataFiles data) throws IOException {
        if (named.isEmpty()) {
            return data.captionFolders();
        }
        Path folder = named.get();
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return List.of(folder);
    }
}
