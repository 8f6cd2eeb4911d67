package io.semsearch.operations;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A user's files of captions and image features.
 *
 * @param captions             in any form that {@code CaptionsReader} reads, at least one file; several are joined; may
 *                             be gzipped or zipped
 * @param features             pickle, torch file, npy or safetensors
 * @param featureIds           for npy: the image id of each row; empty for {@code NAME_ids.npy} beside {@code NAME.npy}
 * @param maxUncompressedBytes what a compressed file may unpack to */
public record DataFiles(List<Path> captions, Path features, Optional<Path> featureIds, long maxUncompressedBytes) {

    /** 4 GiB: four times the largest known features file, far below a decompression bomb. */
    public static final long DEFAULT_MAX_UNCOMPRESSED_BYTES = 4L << 30;

    private static final Pattern SPLIT_IN_NAME = Pattern.compile("(?:captions|image_info)_(\\w+)\\.json.*");

    /** @throws IllegalArgumentException if there is no captions file, or nothing may be unpacked */
    public DataFiles {
        captions = List.copyOf(captions);
        if (captions.isEmpty()) {
            throw new IllegalArgumentException("captions must name at least one file");
        }
        if (maxUncompressedBytes < 1) {
            throw new IllegalArgumentException("maxUncompressedBytes must be at least 1, got " + maxUncompressedBytes);
        }
    }

    /** One captions file and its features, with the defaults for the rest. */
    public static DataFiles of(Path captions, Path features) {
        return new DataFiles(List.of(captions), features, Optional.empty(), DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }

    /** Reads all captions files as one dataset, to learn from or to measure on.
     *
     * @throws DataFileException if a file is damaged or of another format, there is no caption, or one image id names
     *                           two images
     * @throws IOException       if a file cannot be read */
    public CaptionDataset readCaptions(Progress progress) throws IOException {
        return readCaptions(captions, progress);
    }

    /** Reads other captions files of the same collection, as {@link #readCaptions(Progress)} does. */
    public CaptionDataset readCaptions(List<Path> files, Progress progress) throws IOException {
        CaptionDataset dataset = readImages(files, progress);
        requireCaptions(dataset.captions(), files);
        return dataset;
    }

    /** Reads all captions files as one dataset, to index its images: they need no captions. A remark says if none has
     * one.
     *
     * @throws DataFileException if a file is damaged or of another format, or one image id names two images
     * @throws IOException       if a file cannot be read */
    public CaptionDataset readImages(OperationListener listener) throws IOException {
        CaptionDataset dataset = readImages(captions, new CancellableProgress(listener));
        if (dataset.captions().isEmpty()) {
            listener.onRemark(names(captions) + ": no captions: --where finds none of these images by words");
        }
        return dataset;
    }

    /** Checks that there is text to learn from or to measure on.
     *
     * @param files where the captions are from, for the message
     * @throws DataFileException if there are no captions */
    public static void requireCaptions(List<?> captions, List<Path> files) throws DataFileException {
        if (captions.isEmpty()) {
            throw new DataFileException(names(files)
                    + ": expected captions (\"annotations\"), found none: training and measuring need them; 'semsearch index' "
                    + "and 'semsearch add' take photos without captions");
        }
    }

    private CaptionDataset readImages(List<Path> files, Progress progress) throws IOException {
        List<CaptionDataset> datasets = new ArrayList<>();
        for (Path file : files) {
            datasets.add(CaptionsReader.read(file, maxUncompressedBytes, progress).withSplit(splitOf(file)));
        }
        return concat(datasets, files);
    }

    /** {@code train2014} of {@code captions_train2014.json}, {@code test2014} of {@code image_info_test2014.json}, as
     * COCO names its files; empty for other names. */
    static String splitOf(Path file) {
        Matcher matcher = SPLIT_IN_NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Joins datasets.
     *
     * @param files that they were read from, for the message
     * @throws DataFileException if one image id names two images */
    public static CaptionDataset concat(List<CaptionDataset> datasets, List<Path> files) throws DataFileException {
        try {
            return CaptionDataset.concat(datasets);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(names(files) + ": " + e.getMessage(), e);
        }
    }

    /** Reads the features.
     *
     * @throws DataFileException if the file is damaged or of another format
     * @throws IOException       if it cannot be read */
    public ImageFeatures readFeatures(Progress progress) throws IOException {
        return ImageFeaturesReader.read(features, new FeaturesOptions(featureIds, maxUncompressedBytes), progress);
    }

    /** Reads the features to train on.
     *
     * @param encoder names their encoder where the file does not
     * @throws DataFileException also if the file names another */
    public ImageFeatures readFeatures(Optional<String> encoder, OperationListener listener) throws IOException {
        ImageFeatures read = readFeatures(new CancellableProgress(listener));
        if (encoder.isPresent() && read.encoder().isNamed() && !read.encoder().name().equals(encoder.get())) {
            throw new DataFileException(features + ": expected features of the encoder " + encoder.get()
                    + ", as --encoder says, found those of " + read.encoder() + ": leave --encoder out");
        }
        EncoderId named = read.encoder()
                .orIfUnnamed(EncoderId.named(encoder.orElse(EncoderId.UNNAMED), read.featureDimension()));
        if (!named.isNamed()) {
            listener.onRemark(features + " does not name its encoder: name it with --encoder, "
                    + "so that features of other encoders are refused");
        }
        return read.withEncoder(named);
    }

    /** Reads features for a model that was trained before.
     *
     * @param model the encoder of the features that it was trained on
     * @throws DataFileException also if these are of another encoder */
    public ImageFeatures readFeatures(EncoderId model, OperationListener listener) throws IOException {
        ImageFeatures read = readFeatures(new CancellableProgress(listener));
        if (read.featureDimension() != model.dimension()) {
            throw new DataFileException(features + ": expected " + model.dimension()
                    + " features for each image, as the model was trained with, found " + read.featureDimension()
                    + ": use those of the same encoder, or train again");
        }
        try {
            if (model.requireMatch(read.encoder(), "the model was trained on") == EncoderId.Match.UNCHECKED) {
                listener.onRemark(uncheckedEncoder(model, read.encoder()));
            }
        } catch (IllegalArgumentException e) {
            throw new DataFileException(features + ": " + e.getMessage(), e);
        }
        return read;
    }

    private String uncheckedEncoder(EncoderId model, EncoderId read) {
        String unnamed = read.isNamed()
                ? "the model does not name its encoder, " + features + " is of " + read
                : model.isNamed()
                        ? features + " does not name its encoder, the model was trained on features of " + model
                        : "neither " + features + " nor the model names an encoder";
        return unnamed + ": only the number of values was compared, " + model.dimension();
    }

    /** Joins captions and features by image id, and remarks which images are left out.
     *
     * @throws DataFileException if no image has both */
    public CaptionedFeatures join(CaptionDataset dataset, ImageFeatures imageFeatures, OperationListener listener)
            throws DataFileException {
        CaptionedFeatures joined = CaptionedFeatures.join(dataset, imageFeatures);
        if (joined.features().size() == 0) {
            throw new DataFileException(features + ": expected features of "
                    + Formats.count(dataset.images().size(), "image") + " that the captions tell of, found none among "
                    + Formats.count(imageFeatures.size(), "image") + ": are both of one collection?");
        }
        remarkLeftOut(joined.imagesWithoutFeatures(), "with captions but without features", listener);
        remarkLeftOut(joined.featuresWithoutCaptions(), "with features but without captions", listener);
        remarkLeftOut(joined.imagesWithAllZeroFeatures(), "with features that are all 0", listener);
        return joined;
    }

    private static void remarkLeftOut(int count, String what, OperationListener listener) {
        if (count > 0) {
            listener.onRemark("left out: " + Formats.count(count, "image") + " " + what);
        }
    }

    /** The folders of the captions files: where a relative {@code coco_url} starts. */
    public List<Path> captionFolders() {
        return captions.stream().map(file -> file.toAbsolutePath().normalize().getParent()).distinct().toList();
    }

    /** The captions files and the features file, for a message. */
    public String names() {
        return names(captions) + ", " + features;
    }

    /** Files, for a message. */
    public static String names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
