package io.semsearch.datasets.features;

import io.semsearch.datasets.DataStream;
import java.nio.file.Path;
import java.util.Optional;

/** How a file of features is read.
 *
 * @param featureIds           the image of each row of a {@code .npy} file: {@code .npy} of whole numbers, or text
 *                             with one a line; empty: {@code NAME_ids.npy} beside {@code NAME.npy}
 * @param maxUncompressedBytes what a compressed file may unpack to */
public record FeaturesOptions(Optional<Path> featureIds, long maxUncompressedBytes) {

    /** @throws IllegalArgumentException if the bound is not positive */
    public FeaturesOptions {
        if (maxUncompressedBytes <= 0) {
            throw new IllegalArgumentException("--max-uncompressed must be > 0, got " + maxUncompressedBytes);
        }
    }

    /** No ids named, at most 4 GiB. */
    public static FeaturesOptions defaults() {
        return new FeaturesOptions(Optional.empty(), DataStream.DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }
}
