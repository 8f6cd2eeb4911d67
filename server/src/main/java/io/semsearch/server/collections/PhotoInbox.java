package io.semsearch.server.collections;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The folder of a collection where photos arrive that are sent to the server. A file is named by the digest of its
 * bytes: nothing of a request becomes part of a path. */
public final class PhotoInbox {

    private static final String FOLDER = "photos";
    private static final String INCOMPLETE = ".incoming-";

    private final Path path;
    private final CollectionFolder folder;
    private final long mostBytes;

    PhotoInbox(CollectionFolder folder, long mostBytes) {
        this.folder = folder;
        this.path = folder.path().toAbsolutePath().normalize().resolve(FOLDER);
        this.mostBytes = mostBytes;
    }

    /** Keeps a photo.
     *
     * @return its file; empty if its first bytes are not those of a photo
     * @throws ProblemException if it is too long */
    public Optional<Path> take(InputStream content) throws IOException {
        folder.makeWritable(path);
        Path incomplete = Files.createTempFile(path, INCOMPLETE, "");
        try {
            byte[] start = content.readNBytes(PictureFormat.BYTES);
            Optional<PictureFormat> format = PictureFormat.of(start);
            if (format.isEmpty()) {
                return Optional.empty();
            }
            String digest = copy(start, content, incomplete);
            Path file = path.resolve(digest + format.get().suffix());
            if (!Files.exists(file)) {
                Files.move(incomplete, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Optional.of(file);
        } finally {
            Files.deleteIfExists(incomplete);
        }
    }

    private String copy(byte[] start, InputStream content, Path file) throws IOException {
        MessageDigest digest = sha256();
        digest.update(start);
        long bytes = start.length;
        byte[] block = new byte[1 << 16];
        try (OutputStream output = Files.newOutputStream(file);
                DigestInputStream rest = new DigestInputStream(content, digest)) {
            output.write(start);
            for (int read = rest.read(block); read >= 0; read = rest.read(block)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new ProblemException(Problem.of(413, "Content Too Large",
                            "photo: expected at most " + mostBytes + " bytes, got more").with("parameter", "photo"));
                }
                output.write(block, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** True if a file is in the inbox. */
    boolean holds(Path file) {
        return file.toAbsolutePath().normalize().startsWith(path);
    }
}
