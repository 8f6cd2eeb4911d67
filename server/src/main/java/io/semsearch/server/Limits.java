package io.semsearch.server;

import java.time.Duration;

/** What a server takes on.
 *
 * @param uploads     of photos
 * @param running     searches and other work of the processor at the same time
 * @param waiting     requests that may wait for it; more are refused
 * @param patience    the longest wait; then the request is refused
 * @param perSecond   requests of one client on another computer in a second, on average; 0 for no limit
 * @param connections at the same time */
public record Limits(Uploads uploads, int running, int waiting, Duration patience, int perSecond, int connections) {

    /** Of photos.
     *
     * @param photoBytes  size of one
     * @param photos      in one request
     * @param photoPixels of one
     * @param decoding    time to decode one */
    public record Uploads(long photoBytes, int photos, long photoPixels, Duration decoding) {

        /** For photos of cameras and phones. */
        public static final Uploads DEFAULT = new Uploads(25L << 20, 20, 100_000_000, Duration.ofSeconds(15));

        /** The same for a request with one photo. */
        public Uploads forOnePhoto() {
            return new Uploads(photoBytes, 1, photoPixels, decoding);
        }

        /** Bytes of a whole request, with the names and lines between the photos. */
        public long requestBytes() {
            return photoBytes * photos + (1L << 20);
        }
    }

    /** For a computer of any size: as much work at a time as it has processors. */
    public static final Limits DEFAULT = new Limits(Uploads.DEFAULT, Runtime.getRuntime().availableProcessors() + 1,
            512,
            Duration.ofSeconds(3), 0, 2000);

    /** Requests of one client on another computer in a second. */
    public static final int PER_SECOND = 100;

    /** The same with a limit for each client. */
    public Limits withPerSecond(int requests) {
        return new Limits(uploads, running, waiting, patience, requests, connections);
    }

    /** The same with other room for work. */
    public Limits withRoom(int runningAtOnce, int waitingAtMost, Duration longestWait) {
        return new Limits(uploads, runningAtOnce, waitingAtMost, longestWait, perSecond, connections);
    }

    /** The same with other limits of uploads. */
    public Limits withUploads(Uploads other) {
        return new Limits(other, running, waiting, patience, perSecond, connections);
    }
}
