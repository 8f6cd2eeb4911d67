package io.semsearch.search;

import io.semsearch.schema.IndexManifest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The files of an index: opens them, and says what is wrong with them. */
final class IndexFiles {

    private static final int FINGERPRINT_DIGITS = 12;
    private static final String AGAIN = ": run 'semsearch index' again";

    private IndexFiles() {}

    /** Opens the last commit. Headers, lengths and small files are checked; the checksums of large files are not.
     *
     * @throws IndexFileException if there is no index, or it is damaged or of another version of Lucene */
    static DirectoryReader open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw missing(folder);
        }
        try {
            return DirectoryReader.open(FSDirectory.open(folder));
        } catch (IndexNotFoundException e) {
            throw missing(folder);
        } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
            throw new IndexFileException(folder + ": another version of Lucene wrote this index" + AGAIN, e);
        } catch (CorruptIndexException | EOFException | NoSuchFileException | IllegalArgumentException e) {
            throw new IndexFileException(folder + ": the index is damaged (" + e.getMessage() + ")" + AGAIN, e);
        }
    }

    /** The fingerprint of the model that an index is of.
     *
     * @throws IndexFileException if the index is of another program or version */
    static String fingerprint(Path folder, DirectoryReader reader) throws IOException {
        return read(folder, reader).modelFingerprint();
    }

    /** Reads what the index says of itself.
     *
     * @param modelFingerprint of the model that was loaded
     * @throws IndexFileException if the index is of another program, version or model */
    static IndexManifest manifest(Path folder, DirectoryReader reader, String modelFingerprint) throws IOException {
        IndexManifest manifest = read(folder, reader);
        if (!manifest.modelFingerprint().equals(modelFingerprint)) {
            throw new IndexFileException(folder + ": index was built with model " + shorten(manifest.modelFingerprint())
                    + ", model " + shorten(modelFingerprint) + " was loaded" + AGAIN);
        }
        return manifest;
    }

    private static IndexManifest read(Path folder, DirectoryReader reader) throws IOException {
        try {
            return IndexManifest.fromUserData(reader.getIndexCommit().getUserData());
        } catch (IllegalArgumentException e) {
            throw new IndexFileException(folder + ": " + e.getMessage() + AGAIN, e);
        }
    }

    /** What the files of an open index take up. */
    static long bytes(DirectoryReader reader) throws IOException {
        Directory directory = reader.directory();
        long bytes = 0;
        for (String file : reader.getIndexCommit().getFileNames()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    private static IndexFileException missing(Path folder) {
        return new IndexFileException(folder + ": no index here: run 'semsearch index' first");
    }

    private static String shorten(String fingerprint) {
        return fingerprint.length() <= FINGERPRINT_DIGITS ? fingerprint : fingerprint.substring(0, FINGERPRINT_DIGITS);
    }
}
