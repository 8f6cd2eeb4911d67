package io.semsearch.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Photos with both captions and features: the two sources joined by image id.
 *
 * @param features                    of the photos that have both, shape [images, featureDimension]
 * @param captions                    of the same photos, in the order of their dataset
 * @param imagesWithoutFeatures       photos of the dataset that were dropped for want of features
 * @param featuresWithoutCaptions     features that were dropped since the dataset has no caption of their photo
 * @param imagesWithAllZeroFeatures   photos that were dropped since every feature is 0, which has no direction */
public record CaptionedFeatures(ImageFeatures features, List<Caption> captions, int imagesWithoutFeatures,
        int featuresWithoutCaptions, int imagesWithAllZeroFeatures) {

    /** Checks and copies. */
    public CaptionedFeatures {
        captions = List.copyOf(captions);
    }

    /** Joins captions and features, and counts what finds no partner. */
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

    /** The row in {@link #features()} of each caption's photo. */
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
