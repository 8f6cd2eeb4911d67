package io.semsearch.encoder;

import io.semsearch.vector.FloatMatrix;
import java.awt.image.BufferedImage;
import java.util.List;

/** Turns pictures into feature vectors.
 *
 * <p>Shape: an image of any size -> [featureDimension]. The same picture gives the same vector. Thread-safe. To be
 * closed, since some hold native memory. */
public interface ImageEncoder extends AutoCloseable {

    /** Stands in model and index: vectors of encoders with different names must not be mixed. */
    String name();

    /** Length of the vectors. */
    int featureDimension();

    /** Encodes one picture.
     *
     * @param image upright; not modified
     * @return a new vector, finite, length {@link #featureDimension()} */
    float[] encode(BufferedImage image);

    /** Encodes many pictures; for some encoders this is faster than one by one.
     *
     * @return shape [images, featureDimension], one row a picture, in their order */
    default FloatMatrix encodeAll(List<BufferedImage> images) {
        FloatMatrix features = FloatMatrix.zeros(images.size(), featureDimension());
        for (int row = 0; row < images.size(); row++) {
            features.setRow(row, encode(images.get(row)));
        }
        return features;
    }

    /** Frees what the encoder holds; it cannot be used any more. */
    @Override
    default void close() {}
}
