package io.semsearch.encoder;

import io.semsearch.dataset.EncoderId;
import io.semsearch.vector.FloatMatrix;
import java.awt.image.BufferedImage;
import java.util.List;

/** Computes feature vectors of images. Thread-safe.
 *
 * <p>Shape: an image of any size -> [featureDimension]. The same image gives the same vector. Must be closed, because
 * some encoders hold native memory. */
public interface ImageEncoder extends AutoCloseable {

    /** The encoder's identity, which is stored with its features, in models and in indexes. */
    EncoderId id();

    /** Length of the vectors. */
    default int featureDimension() {
        return id().dimension();
    }

    /** Encodes one image.
     *
     * @param image upright; not modified
     * @return a new vector, finite, length {@link #featureDimension()} */
    float[] encode(BufferedImage image);

    /** Encodes many images; with some encoders this is faster than one at a time.
     *
     * @return shape [images, featureDimension], one row per image, in the given order */
    default FloatMatrix encodeAll(List<BufferedImage> images) {
        FloatMatrix features = FloatMatrix.zeros(images.size(), featureDimension());
        for (int row = 0; row < images.size(); row++) {
            features.setRow(row, encode(images.get(row)));
        }
        return features;
    }

    /** Releases the encoder's resources; it cannot be used afterwards. */
    @Override
    default void close() {}
}
