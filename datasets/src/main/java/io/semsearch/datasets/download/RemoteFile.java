package io.semsearch.datasets.download;

import java.net.URI;
import java.util.regex.Pattern;

/** A file to download, with the size and digest it must have.
 *
 * @param name   local name
 * @param uri    its address
 * @param bytes  its size
 * @param sha256 its digest, 64 lower-case hexadecimal digits */
public record RemoteFile(String name, URI uri, long bytes, String sha256) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the name is not a plain file name, or size or digest are not valid */
    public RemoteFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a file to download needs a plain name, got '" + name + "'");
        }
        if (bytes < 0 || !SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    name + ": expected a size and a SHA-256, got " + bytes + " and '" + sha256 + "'");
        }
    }
}
