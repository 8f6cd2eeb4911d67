package io.semsearch.cli.options;

import io.semsearch.operations.DataFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Captions and features: what commands read that start from a user's files. */
public final class DataOptions {

    @Option(names = "--captions", required = true, arity = "1..*", paramLabel = "F",
            description = "Captions: COCO's or Karpathy's JSON, CSV, or Flickr8k's token file; several "
                    + "files are joined. May be gzipped or zipped. "
                    + "Photos without captions can be indexed and added.")
    private List<Path> captions = List.of();

    @Option(names = "--features", required = true, paramLabel = "F",
            description = "Image features: a pickle (.pkl, .pkl.gz, .pkl.zip) or torch file (.pt) of a dict from image "
                    + "id to tensor or array, .npy with its ids, or safetensors.")
    private @Nullable Path features;

    @Option(names = "--feature-ids", paramLabel = "F",
            description = "For .npy: the image id of each row, as .npy or text. Default: NAME_ids.npy beside "
                    + "NAME.npy.")
    private @Nullable Path featureIds;

    @Option(names = "--max-uncompressed", paramLabel = "SIZE", defaultValue = "4GiB",
            converter = DataSizeConverter.class,
            description = "Limit for the size of a compressed file when unpacked. Default: ${DEFAULT-VALUE}.")
    private long maxUncompressedBytes;

    /** The captions files that were named; may be empty where they are not required. */
    public List<Path> captions() {
        return captions;
    }

    /** True if a file of features was named. */
    public boolean hasFeatures() {
        return features != null;
    }

    /** The files that were named. */
    public DataFiles files() {
        return new DataFiles(captions, features == null ? Path.of("") : features, Optional.ofNullable(featureIds),
                maxUncompressedBytes);
    }
}
