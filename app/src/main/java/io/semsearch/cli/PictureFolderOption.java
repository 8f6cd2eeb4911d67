package io.semsearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --images}: where pictures are looked for. */
final class PictureFolderOption {

    @Option(names = "--images", paramLabel = "DIR",
            description = "Where the pictures lie, by their file names or relative urls. Default: beside the captions.")
    private @Nullable Path images;

    /** The folders to look in.
     *
     * @throws IOException if one was named that is not there */
    List<Path> folders(DataOptions data) throws IOException {
        if (images == null) {
            return data.captionFolders();
        }
        if (!Files.exists(images)) {
            throw new NoSuchFileException(images.toString());
        }
        if (!Files.isDirectory(images)) {
            throw new NotDirectoryException(images.toString());
        }
        return List.of(images);
    }
}
