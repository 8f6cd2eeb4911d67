package io.semsearch.datasets;

/** How much a stream can hold.
 *
 * @param bytes   exact, or if compressed a bound
 * @param allowed what the user allows the compressed file to unpack to, all in all; 0 if it is not compressed
 * @param buffer  how many bytes to read at a time */
record StreamLength(long bytes, long allowed, int buffer) {

    private static final int BUFFER_BYTES = 1 << 16;
    /** An archive of torch has a member of a few kB for every image. */
    private static final int SMALLEST_BUFFER = 512;

    static StreamLength ofPlain(long bytes) {
        return new StreamLength(bytes, 0, BUFFER_BYTES);
    }

    static StreamLength ofCompressed(long allowed) {
        return new StreamLength(allowed, allowed, BUFFER_BYTES);
    }

    /** For a member of an archive.
     *
     * @param bytesLeft of what is allowed
     * @param expected  how long the member claims to be; -1 if it does not */
    static StreamLength ofMember(long bytesLeft, long allowed, long expected) {
        boolean isSmall = expected >= 0 && expected < BUFFER_BYTES;
        return new StreamLength(bytesLeft, allowed, isSmall ? (int) Math.max(expected, SMALLEST_BUFFER) : BUFFER_BYTES);
    }

    boolean compressed() {
        return allowed > 0;
    }
}
