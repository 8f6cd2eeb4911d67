package io.semsearch.datasets.features;

import java.util.regex.Pattern;

/** Advice about files whose vectors have names in place of image ids. */
final class FeatureKeys {

    private static final Pattern TABLE = Pattern.compile("(image_?)?ids?|features?|embeddings?|x|keys|names|filenames");
    private static final Pattern WEIGHTS = Pattern
            .compile(
                    "state_dict|model|optimizer|epoch|.*(\\.|^)(weight|bias|running_mean|running_var|num_batches_tracked)",
                    Pattern.DOTALL);

    private FeatureKeys() {}

    /** What to do about a vector of this name. */
    static String remedy(String name) {
        if (WEIGHTS.matcher(name).matches()) {
            return "these are the weights of a network, not features of images: compute features with it first";
        }
        if (TABLE.matcher(name).matches()) {
            return "save {int(id): vector for id, vector in zip(ids, features)} in place of two arrays";
        }
        return "if these are file names, take the ids from the captions file: ids = {i[\"file_name\"]: i[\"id\"] for i in"
                + " captions[\"images\"]}, and save {ids[name]: vector for name, vector in features.items()}";
    }
}
