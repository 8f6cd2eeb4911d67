package io.semsearch.search.index;

import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.IndexFileException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Opens the files of an index, and reports what is wrong with them. */
public final class IndexFiles {

    private static final int FINGERPRINT_DIGITS = 12;
    private static final String AGAIN = ": run 'semsearch index' again";

    private IndexFiles() {}

    /** Opens the last commit. Checks headers, lengths and small files, but not the checksums of large files.
     *
     * @throws IndexFileException if there is no index, or it is damaged or of another version of Lucene */
    public static DirectoryReader open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw missing(folder);
        }
        try {
            DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
            checkLengths(folder, reader);
            return reader;
        } catch (IndexNotFoundException e) {
            throw missing(folder);
        } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
            throw new IndexFileException(folder + ": another version of Lucene wrote this index" + AGAIN, e);
        } catch (CorruptIndexException | EOFException | NoSuchFileException | RuntimeException | AssertionError e) {
            throw damaged(folder, e);
        }
    }

    /** Checks that an index can be opened.
     *
     * @throws IndexFileException as {@link #open} says */
    public static void check(Path folder) throws IOException {
        open(folder).close();
    }

    private static void checkLengths(Path folder, DirectoryReader reader) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            SegmentInfo segment = ((SegmentReader) leaf.reader()).getSegmentInfo().info;
            for (Map.Entry<String, String> attribute : segment.getAttributes().entrySet()) {
                if (!attribute.getKey().startsWith(IndexSchema.FILE_LENGTH)) {
                    continue;
                }
                String file = segment.name + attribute.getKey().substring(IndexSchema.FILE_LENGTH.length());
                String found = Long.toString(reader.directory().fileLength(file));
                if (!found.equals(attribute.getValue())) {
                    reader.close();
                    throw new IndexFileException(folder + ": the index is damaged (" + file + ": expected "
                            + attribute.getValue() + " bytes, found " + found + ")" + AGAIN);
                }
            }
        }
    }

    /** Checks the checksum of each file.
     *
     * @throws IndexFileException if one is wrong */
    public static void checkChecksums(Path folder, DirectoryReader reader) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            try {
                leaf.reader().checkIntegrity();
            } catch (CorruptIndexException | EOFException e) {
                throw damaged(folder, e);
            }
        }
    }

    private static IndexFileException damaged(Path folder, Throwable cause) {
        return new IndexFileException(folder + ": the index is damaged (" + cause.getMessage() + ")" + AGAIN, cause);
    }

    /** The fingerprint of the model that an index was built with.
     *
     * @throws IndexFileException if another program or version wrote the index */
    public static String fingerprint(Path folder, DirectoryReader reader) throws IOException {
        return read(folder, reader).modelFingerprint();
    }

    /** Reads the metadata of an index.
     *
     * @param modelFingerprint of the loaded model
     * @throws IndexFileException if another program or version wrote the index, or it was built with another model */
    public static IndexManifest manifest(Path folder, DirectoryReader reader, String modelFingerprint)
            throws IOException {
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

    /** Size on disk of an open index. */
    public static long bytes(DirectoryReader reader) throws IOException {
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
