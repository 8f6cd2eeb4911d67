package io.semsearch.cli;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.captions.CocoCaptionsReader;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Captions and features: what commands read that start from a user's files. */
final class DataOptions {

    private static final Pattern SPLIT_IN_NAME = Pattern.compile("captions_(\\w+)\\.json.*");

    @Option(names = "--captions", required = true, arity = "1..*", paramLabel = "F",
            description = "Captions in COCO's JSON format; several files are joined. May be gzipped or zipped.")
    private List<Path> captions = List.of();

    @Option(names = "--features", required = true, paramLabel = "F",
            description = "Image features: a pickle (.pkl, .pkl.gz, .pkl.zip) or torch file (.pt) of a dict from image id to "
                    + "tensor or array, .npy with its ids, or safetensors.")
    private Path features = Path.of("");

    @Option(names = "--feature-ids", paramLabel = "F",
            description = "For .npy: the image id of each row, .npy or text. Default: NAME_ids.npy beside NAME.npy.")
    private @Nullable Path featureIds;

    @Option(names = "--max-uncompressed", paramLabel = "SIZE", defaultValue = "4GiB",
            converter = DataSizeConverter.class,
            description = "What a compressed file may unpack to. Default: ${DEFAULT-VALUE}.")
    private long maxUncompressedBytes;

    CaptionDataset readCaptions(Progress progress) throws IOException {
        return readCaptions(captions, progress);
    }

    CaptionDataset readCaptions(List<Path> files, Progress progress) throws IOException {
        List<CaptionDataset> datasets = new ArrayList<>();
        for (Path file : files) {
            datasets.add(CocoCaptionsReader.read(file, maxUncompressedBytes, progress).withSplit(splitOf(file)));
        }
        return concat(datasets, files);
    }

    /** {@code train2014} of {@code captions_train2014.json}, as COCO names its files; empty for other names. */
    static String splitOf(Path file) {
        Matcher matcher = SPLIT_IN_NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Joins datasets.
     *
     * @param files they stem from
     * @throws DataFileException if they do not fit together */
    static CaptionDataset concat(List<CaptionDataset> datasets, List<Path> files) throws DataFileException {
        try {
            return CaptionDataset.concat(datasets);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(names(files) + ": " + e.getMessage(), e);
        }
    }

    /** Joins captions and features.
     *
     * @throws DataFileException if no image has both */
    CaptionedFeatures join(CaptionDataset dataset, ImageFeatures imageFeatures) throws DataFileException {
        CaptionedFeatures joined = CaptionedFeatures.join(dataset, imageFeatures);
        if (joined.features().size() == 0) {
            throw new DataFileException(features + ": expected features of "
                    + Formats.count(dataset.images().size(), "image") + " that the captions tell of, found none among "
                    + Formats.count(imageFeatures.size(), "image") + ": are both of one collection?");
        }
        return joined;
    }

    /** The features of the images that a model is asked about.
     *
     * @throws DataFileException if the model takes others */
    ImageFeatures readFeatures(ImageProjection model, Progress progress) throws IOException {
        ImageFeatures read = readFeatures(progress);
        if (read.featureDimension() != model.featureDimension()) {
            throw new DataFileException(features + ": expected " + model.featureDimension()
                    + " features for each image, as the model was trained with, found " + read.featureDimension()
                    + ": use those of the same encoder, or train again");
        }
        return read;
    }

    ImageFeatures readFeatures(Progress progress) throws IOException {
        return ImageFeaturesReader.read(features, new FeaturesOptions(Optional.ofNullable(featureIds),
                maxUncompressedBytes), progress);
    }

    List<Path> captionFiles() {
        return captions;
    }

    Path featuresFile() {
        return features;
    }

    /** The folders of the captions files: where a relative {@code coco_url} starts. */
    List<Path> captionFolders() {
        return captions.stream().map(file -> file.toAbsolutePath().normalize().getParent()).distinct().toList();
    }

    long maxUncompressedBytes() {
        return maxUncompressedBytes;
    }

    /** Files, as messages name them. */
    static String names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
