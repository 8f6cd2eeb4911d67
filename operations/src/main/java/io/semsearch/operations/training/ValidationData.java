package io.semsearch.operations.training;

import java.nio.file.Path;
import java.util.List;

/** The images that a model is validated on and not trained on. */
public sealed interface ValidationData {

    /** A fifth of the images. */
    Share DEFAULT = new Share(0.2);

    /** A share of the images, drawn by the seed.
     *
     * @param share in (0, 1) */
    record Share(double share) implements ValidationData {

        /** @throws IllegalArgumentException if the share is out of its bounds */
        public Share {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("the validation share must lie between 0 and 1, got " + share);
            }
        }
    }

    /** The images of other captions files; those that the training captions describe too are not trained on.
     *
     * @param files captions files, at least one; the features of the images are in the features file, too */
    record Captions(List<Path> files) implements ValidationData {

        /** @throws IllegalArgumentException if there is no file */
        public Captions {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("validation captions must name at least one file");
            }
        }
    }
}
