package io.semsearch.search.local;

import io.semsearch.search.PageTokenException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/** The next page of a list of hits: a commit, a query with its options, and a position in the list.
 *
 * <p>As text: base64url of a byte 1 (the version), the number of hits before the page (4 bytes, big-endian), the first
 * 8 bytes of the digest of query and options, and the name of the commit.
 *
 * @param commit {@link Snapshot#commit}
 * @param digest of the query and its options, 16 hexadecimal digits
 * @param offset number of hits before the page */
record PageToken(String commit, String digest, int offset) {

    private static final byte VERSION = 1;
    private static final int DIGEST_BYTES = 8;
    private static final int HEAD_BYTES = 1 + Integer.BYTES + DIGEST_BYTES;

    /** @throws PageTokenException if the text is not a token */
    static PageToken parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new PageTokenException("'" + text + "' is not a page token: " + e.getMessage(), e);
        }
        if (bytes.length <= HEAD_BYTES || bytes[0] != VERSION) {
            throw new PageTokenException("'" + text + "' is not a page token of this program");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        int offset = buffer.getInt();
        byte[] digest = new byte[DIGEST_BYTES];
        buffer.get(digest);
        String commit = new String(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES, StandardCharsets.US_ASCII);
        if (offset < 1) {
            throw new PageTokenException("'" + text + "' is not a page token: it is damaged");
        }
        return new PageToken(commit, HexFormat.of().formatHex(digest), offset);
    }

    String text() {
        byte[] name = commit.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(HEAD_BYTES + name.length).put(VERSION).putInt(offset)
                .put(HexFormat.of().parseHex(digest)).put(name);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    /** A digest of a query and its options, without the page token. */
    static String digest(Query query, SearchOptions options) {
        SearchOptions all = new SearchOptions(options.k(), options.space(), options.effort(), options.hubness(),
                options.selection(), Optional.empty());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((spelled(query) + "\n" + all).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String spelled(Query query) {
        return switch (query) {
            case Query.Text text -> (text.literal() ? "literal " : "text ") + text.text().length() + " " + text.text();
            case Query.Image image -> "image " + image.imageId();
            case Query.Vector vector -> "vector " + Arrays.toString(vector.values());
            case Query.Features features -> "features " + Arrays.toString(features.vector().values());
            case Query.Sum sum -> sum.terms().stream().map(term -> term.weight() + " (" + spelled(term.query()) + ")")
                    .collect(Collectors.joining(" "));
            case Query.Judged judged -> "(" + spelled(judged.query()) + ") " + judged.relevant() + judged.nonrelevant()
                    + judged.rocchio();
        };
    }
}
