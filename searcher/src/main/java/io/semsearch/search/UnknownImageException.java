package io.semsearch.search;

/** An image id that is not in the index. */
public final class UnknownImageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final long imageId;

    /** @param indexedImages how many images the index has */
    public UnknownImageException(long imageId, int indexedImages) {
        super("image " + imageId + " is not in the index, which has " + indexedImages + " images");
        this.imageId = imageId;
    }

    /** The id that was asked for. */
    public long imageId() {
        return imageId;
    }
}
