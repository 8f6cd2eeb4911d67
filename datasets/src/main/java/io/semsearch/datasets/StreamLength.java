package io.semsearch.datasets;

/** The length of a stream.
 *
 * @param bytes   an upper bound
 * @param isKnown true if the bound is the length itself, by the file system or by an archive's directory
 * @param allowed limit of the unpacked size of the whole compressed file; 0 if it is not compressed
 * @param buffer  number of bytes to read at a time */
record StreamLength(long bytes, boolean isKnown, long allowed, int buffer) {

    private static final int BUFFER_BYTES = 1 << 16;
    /** Small: a torch archive has a member of a few kB for every image. */
    private static final int SMALLEST_BUFFER = 512;

    static StreamLength ofPlain(long bytes) {
        return new StreamLength(bytes, true, 0, BUFFER_BYTES);
    }

    static StreamLength ofCompressed(long allowed) {
        return new StreamLength(allowed, false, allowed, BUFFER_BYTES);
    }

    /** For a member of an archive.
     *
     * @param bytesLeft of the limit
     * @param stated    length that the archive states for the member; -1 if unknown */
    static StreamLength ofMember(long bytesLeft, long allowed, long stated) {
        boolean isKnown = stated >= 0 && stated <= bytesLeft;
        int buffer = isKnown ? Math.clamp(stated, SMALLEST_BUFFER, BUFFER_BYTES) : BUFFER_BYTES;
        return new StreamLength(isKnown ? stated : bytesLeft, isKnown, allowed, buffer);
    }

    boolean compressed() {
        return allowed > 0;
    }
}
