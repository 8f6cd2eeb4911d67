package io.semsearch.encoder;

import java.awt.image.BufferedImage;
import java.util.List;

/** Turns pictures into feature vectors.
 *
 * <p>Shape: an image of any size -> [featureDimension]. The same picture gives the same vector. Thread-safe. To be closed,
 * since some hold native memory. */
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
     * @return a vector for each picture, in their order */
    default List<float[]> encodeAll(List<BufferedImage> images) {
        return images.stream().map(this::encode).toList();
    }

    /** Frees what the encoder holds; it cannot be used any more. */
    @Override
    default void close() {}
}
