package io.semsearch.datasets.pickle;

/** Python's bytes: let go when an array has been made of them, though the pickle's memo still knows them.
 *
 * <p>A pickler writes the bytes of each array once and for it alone, but gives them a number in the memo, which
 * would keep them to the end: as much memory again as all arrays. */
final class PickleBytes {

    /** Python shares one object for equal bytes only up to a length of 1: such short ones stay. */
    private static final int ALWAYS_KEPT = 64;

    private final int length;
    private byte[] content;

    PickleBytes(byte[] content) {
        this.content = content;
        this.length = content.length;
    }

    int length() {
        return length;
    }

    /** False after {@link #release()}. */
    boolean isHere() {
        return content.length == length;
    }

    byte[] content() {
        if (!isHere()) {
            throw new IllegalStateException("these bytes have been released");
        }
        return content;
    }

    /** Lets go of long content.
     *
     * @return how many bytes that frees */
    int release() {
        if (length <= ALWAYS_KEPT || !isHere()) {
            return 0;
        }
        content = new byte[0];
        return length;
    }
}
