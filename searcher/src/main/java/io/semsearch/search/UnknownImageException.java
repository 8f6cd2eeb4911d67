package io.semsearch.search;

/** An image id that the index does not have. */
public final class UnknownImageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final long imageId;

    /** @param indexedImages number of images in the index */
    public UnknownImageException(long imageId, int indexedImages) {
        super("image " + imageId + " is not in the index, which has " + indexedImages + " images");
        this.imageId = imageId;
    }

    /** The id. */
    public long imageId() {
        return imageId;
    }
}
