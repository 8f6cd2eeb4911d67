package io.semsearch.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A dataset split by image into a training and a validation part. No image, and so no caption, is in both.
 *
 * @param training   the part to learn from
 * @param validation the part to measure on during training */
public record Split(CaptionDataset training, CaptionDataset validation) {

    /** Splits a dataset at random.
     *
     * @param validationShare share of the images used for validation, in (0, 1)
     * @param seed            equal seeds give equal splits
     * @throws IllegalArgumentException if the share is out of bounds, or a part would have no images */
    public static Split byImage(CaptionDataset dataset, double validationShare, long seed) {
        if (!(validationShare > 0 && validationShare < 1)) {
            throw new IllegalArgumentException("the validation share must lie between 0 and 1, got " + validationShare);
        }
        List<Long> ids = new ArrayList<>(dataset.images().stream().map(ImageRecord::id).sorted().toList());
        // java.util.Random, because its algorithm is specified: every JDK draws the same split from a seed
        Collections.shuffle(ids, new Random(seed));
        int validationSize = (int) Math.round(ids.size() * validationShare);
        if (validationSize == 0 || validationSize == ids.size()) {
            throw new IllegalArgumentException(ids.size() + " images cannot be split with a validation share of "
                    + validationShare + ": each side needs at least one");
        }
        Set<Long> validation = new HashSet<>(ids.subList(0, validationSize));
        Set<Long> training = new HashSet<>(ids.subList(validationSize, ids.size()));
        return new Split(dataset.retainImages(training), dataset.retainImages(validation));
    }
}
