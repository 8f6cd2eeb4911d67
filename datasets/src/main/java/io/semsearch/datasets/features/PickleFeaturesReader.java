package io.semsearch.datasets.features;

import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.datasets.pickle.PickleDict;
import io.semsearch.datasets.pickle.PickleValues;
import io.semsearch.datasets.pickle.Tensor;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a dict of int image id -> torch tensor or numpy array, of shape [d] or [1, d]. */
final class PickleFeaturesReader {

    private PickleFeaturesReader() {}

    /** Takes the arrays out of a dict, which has none of them afterwards. */
    static ImageFeatures read(PickleDict dict, HeapBudget budget) throws IOException {
        FeatureRows rows = new FeatureRows(budget);
        for (int pair = 0; pair < dict.size(); pair++) {
            OptionalLong imageId = PickleValues.wholeNumber(dict.key(pair));
            if (imageId.isEmpty()) {
                throw new DataFileException(budget.file() + ": expected a dict of image id -> tensor, found the key "
                        + PickleValues.describe(dict.key(pair)) + ": " + remedy(dict.key(pair)));
            }
            Tensor tensor = vector(imageId.getAsLong(), dict.takeValue(pair), budget.file());
            rows.add(imageId.getAsLong(), tensor::values);
        }
        return rows.build();
    }

    private static String remedy(@Nullable Object key) {
        return switch (key) {
            case String name -> FeatureKeys.remedy(name);
            case BigInteger number -> "an image id has at most 64 bits, with its sign";
            case null, default -> "save {int(id): features} again";
        };
    }

    private static Tensor vector(long imageId, @Nullable Object value, String file) throws DataFileException {
        if (!(value instanceof Tensor tensor)) {
            throw new DataFileException(file + ": image " + imageId
                    + ": expected a torch tensor or a numpy array, found " + PickleValues.describe(value)
                    + "; save numpy.array(features) for each image");
        }
        int[] shape = tensor.shape();
        if (Arrays.stream(shape).filter(size -> size != 1).count() > 1) {
            throw new DataFileException(file + ": image " + imageId + ": expected one vector, of shape (d,) or (1, d),"
                    + " found shape " + Arrays.toString(shape));
        }
        return tensor;
    }
}
