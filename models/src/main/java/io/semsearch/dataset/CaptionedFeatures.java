package io.semsearch.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Images that have both captions and features, joined by image id, with counts of what was dropped.
 *
 * @param features                  features of these images, shape [images, featureDimension]
 * @param captions                  captions of these images, in the order of their dataset
 * @param imagesWithoutFeatures     number of images of the dataset dropped because they have no features
 * @param featuresWithoutCaptions   number of feature rows dropped because the dataset has no caption of their image
 * @param imagesWithAllZeroFeatures number of images dropped because all their features are 0, which has no direction */
public record CaptionedFeatures(ImageFeatures features, List<Caption> captions, int imagesWithoutFeatures,
        int featuresWithoutCaptions, int imagesWithAllZeroFeatures) {

    /** Copies the list. */
    public CaptionedFeatures {
        captions = List.copyOf(captions);
    }

    /** Joins captions and features, and counts what has no counterpart. */
    public static CaptionedFeatures join(CaptionDataset dataset, ImageFeatures features) {
        boolean[] captioned = new boolean[features.size()];
        for (Caption caption : dataset.captions()) {
            int row = features.rowOf(caption.imageId());
            if (row >= 0) {
                captioned[row] = true;
            }
        }
        int withoutFeatures = (int) dataset.images().stream().filter(image -> features.rowOf(image.id()) < 0).count();
        int[] captionedRows = IntStream.range(0, captioned.length).filter(row -> captioned[row]).toArray();
        int[] kept = IntStream.of(captionedRows).filter(row -> !isZero(features, row)).toArray();
        ImageFeatures joined = kept.length == features.size() ? features : features.selectRows(kept);
        List<Caption> captions = new ArrayList<>(dataset.captions().size());
        for (Caption caption : dataset.captions()) {
            if (joined.rowOf(caption.imageId()) >= 0) {
                captions.add(caption);
            }
        }
        return new CaptionedFeatures(joined, captions, withoutFeatures, features.size() - captionedRows.length,
                captionedRows.length - kept.length);
    }

    /** For each caption, the row of its image in {@link #features()}. */
    public int[] imageRows() {
        return captions.stream().mapToInt(caption -> features.rowOf(caption.imageId())).toArray();
    }

    private static boolean isZero(ImageFeatures features, int row) {
        for (int column = 0; column < features.featureDimension(); column++) {
            if (features.matrix().get(row, column) != 0) {
                return false;
            }
        }
        return true;
    }
}
