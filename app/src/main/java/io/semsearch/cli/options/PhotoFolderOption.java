package io.semsearch.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --images}: where the files of photos are looked for. */
public final class PhotoFolderOption {

    @Option(names = "--images", paramLabel = "DIR",
            description = "Folder of the photos, which are found by their file names or relative URLs. Default: "
                    + "beside the captions.")
    private @Nullable Path images;

    /** The folder that was named. */
    public Optional<Path> folder() {
        return Optional.ofNullable(images);
    }
}
