package io.semsearch.indexer;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.schema.IndexSchema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The images that can be indexed: a dataset and features joined by image id.
 *
 * @param images   the images with features of a usable length, by ascending id; at least one
 * @param captions by image id
 * @param features of all images
 * @param report   what was left out; does not count missing image files yet */
record IndexableImages(List<ImageRecord> images, Map<Long, List<Caption>> captions, ImageFeatures features,
        IndexReport report) {

    /** @throws IllegalArgumentException if no image can be indexed */
    static IndexableImages join(CaptionDataset dataset, ImageFeatures features) {
        List<ImageRecord> known = dataset.images().stream().filter(image -> features.rowOf(image.id()) >= 0)
                .sorted(Comparator.comparingLong(ImageRecord::id)).toList();
        List<ImageRecord> images = known.stream()
                .filter(image -> IndexSchema.hasDirection(features.row(features.rowOf(image.id())))).toList();
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to index: of " + dataset.images().size()
                    + " images, " + known.size() + " have features" + (known.isEmpty() ? "" : ", which are all 0")
                    + "; the features are of "
                    + features.size() + " images: are both of one collection?");
        }
        return new IndexableImages(images, dataset.captionsByImage(), features,
                new IndexReport(images.size(), dataset.images().size() - known.size(), known.size() - images.size(),
                        features.size() - known.size(), images.size()));
    }

    /** The features of some of the images, shape [images, featureDimension]. */
    ImageFeatures featuresOf(List<ImageRecord> some) {
        return features.selectRows(some.stream().mapToInt(image -> features.rowOf(image.id())).toArray());
    }

    /** The captions of one image. */
    List<Caption> captionsOf(ImageRecord image) {
        return captions.getOrDefault(image.id(), List.of());
    }
}
