package io.semsearch.cli.options;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.photos.AddPhotos;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How photos are brought into a collection. */
public final class PhotoOptions {

    @Option(names = "--exclude", paramLabel = "GLOB",
            description = "Leave out files and folders with such names: 'raw', '*.tmp.jpg'. May be repeated. Hidden ones "
                    + "are left out anyway.")
    private List<String> excludes = List.of();

    @Option(names = "--sync",
            description = "Remove photos from the index whose file was in one of the folders and is gone. A folder that "
                    + "is empty, or was on a disk that is missing, removes nothing.")
    private boolean sync;

    @Option(names = "--forget-missing",
            description = "Like --sync, but remove the photos of empty folders and of missing disks too.")
    private boolean forgetMissing;

    @Option(names = "--strict", description = "Exit with 3 if a photo was left out; the others are added all the same.")
    private boolean strict;

    @Option(names = "--photo-encoder", paramLabel = "NAME",
            description = "The encoder of the photos, for an index that does not name the encoder of its features.")
    private @Nullable String encoder;

    @Option(names = "--no-thumbnails", description = "Make no small versions of the photos for galleries.")
    private boolean noThumbnails;

    /** The options of the operation. */
    public AddPhotos.Options options(CollectionFolder collection, List<Path> paths, List<Path> captions) {
        return new AddPhotos.Options(collection, paths, excludes, captions,
                removal(AddPhotos.Removal.NONE), Optional.ofNullable(encoder), !noThumbnails,
                encoders());
    }

    /** What is removed.
     *
     * @param unlessAsked without an option that says so */
    public AddPhotos.Removal removal(AddPhotos.Removal unlessAsked) {
        if (forgetMissing) {
            return AddPhotos.Removal.MISSING;
        }
        return sync ? AddPhotos.Removal.GONE : unlessAsked;
    }

    /** The encoders of this computer. */
    public static EncoderStore encoders() {
        return EncoderStore.standard();
    }

    /** True if nothing may be left out. */
    public boolean isStrict() {
        return strict;
    }
}
