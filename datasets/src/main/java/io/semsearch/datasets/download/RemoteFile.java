package io.semsearch.datasets.download;

import java.net.URI;
import java.util.regex.Pattern;

/** A file that can be fetched, and by what it is known.
 *
 * @param name   the name it is given here
 * @param uri    where it lies
 * @param bytes  its size
 * @param sha256 its digest, 64 lower-case hexadecimal digits */
public record RemoteFile(String name, URI uri, long bytes, String sha256) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the name is no plain file name, or the size or digest cannot be */
    public RemoteFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a file to fetch needs a plain name, got '" + name + "'");
        }
        if (bytes < 0 || !SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    name + ": expected a size and a SHA-256, got " + bytes + " and '" + sha256 + "'");
        }
    }
}
