package io.semsearch.operations.photos;

import io.semsearch.dataset.EncoderId;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.photo.DecodedImage;
import io.semsearch.photo.ImageDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Makes queries of photos, one after the other: the encoder stays open between them. {@link EncodePhotos} is for one
 * call. Thread-safe. */
public final class PhotoQueries implements Closeable {

    private final EncoderOfIndex encoder;
    private final ImageDecoder decoder;

    private PhotoQueries(EncoderOfIndex encoder, ImageDecoder decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /** Prepares; the encoder is opened by the first photo.
     *
     * @param index  the encoder that the index names
     * @param limits of photos */
    public static PhotoQueries of(EncoderId index, EncoderStore store, ImageDecoder.Limits limits) throws IOException {
        return new PhotoQueries(new EncoderOfIndex(store, index, Optional.empty(), OperationListener.NONE),
                new ImageDecoder(limits));
    }

    /** A photo as a query takes it.
     *
     * @param width  of the whole photo, upright, in pixels
     * @param height of the whole photo, upright, in pixels */
    public record Size(int width, int height) {}

    /** What became of a photo. */
    public static final class EncodedPhoto {

        private final float[] features;
        private final Size size;

        private EncodedPhoto(float[] features, Size size) {
            this.features = features;
            this.size = size;
        }

        /** A copy of its features. */
        public float[] features() {
            return features.clone();
        }

        /** Its size in pixels. */
        public Size size() {
            return size;
        }
    }

    /** Opens the encoder.
     *
     * @throws IOException if it is not installed, or the index does not name it */
    public ImageEncoder open() throws IOException {
        return encoder.get();
    }

    /** Encodes a photo.
     *
     * @param content the bytes of an image file
     * @param name    of the photo, for messages
     * @throws io.semsearch.photo.UnreadableImageException if it is none, damaged, or beyond a limit
     * @throws IOException                                 if the encoder is not installed */
    public EncodedPhoto encode(byte[] content, String name) throws IOException {
        ImageEncoder open = open();
        DecodedImage photo = decoder.decode(content, name);
        return new EncodedPhoto(open.encode(photo.pixels()), new Size(photo.width(), photo.height()));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
