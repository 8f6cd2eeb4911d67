package io.semsearch.server.http;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes that stay the same until their tag changes, so that a browser need not fetch them again. */
public final class Stored {

    private static final int TAG_BYTES = 12;

    private final byte[] bytes;
    private final String type;
    private final String tag;
    private final String caching;

    private Stored(byte[] bytes, String type, String tag, String caching) {
        this.bytes = bytes;
        this.type = type;
        this.tag = tag;
        this.caching = caching;
    }

    /** Bytes that a browser asks about each time.
     *
     * @param bytes shared, not modified */
    public static Stored of(byte[] bytes, String type) {
        return new Stored(bytes, type, tag(bytes), "no-cache");
    }

    /** Bytes that a browser keeps for a while without asking.
     *
     * @param bytes shared, not modified
     * @param seconds to keep */
    public static Stored of(byte[] bytes, String type, int seconds) {
        return new Stored(bytes, type, tag(bytes), "private, max-age=" + seconds);
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The bytes; shared, do not modify. */
    public byte[] bytes() {
        return bytes;
    }

    /** Answers with them, or with 304 if the client has them. */
    public void send(Context context) {
        context.header("ETag", tag);
        context.header("Cache-Control", caching);
        if (isKnown(context, tag)) {
            context.status(304);
        } else {
            context.contentType(type).result(bytes);
        }
    }

    /** True if the client has what a tag names. */
    public static boolean isKnown(Context context, String tag) {
        String known = context.req().getHeader("If-None-Match");
        return known != null && (known.strip().equals("*") || known.contains(tag));
    }
}
