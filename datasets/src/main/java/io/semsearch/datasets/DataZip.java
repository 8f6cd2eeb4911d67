package io.semsearch.datasets;

import io.semsearch.progress.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip archive that a user brought.
 *
 * <p>All members together may unpack to no more than a bound; each one's checksum is verified when it is read to
 * its end. */
public final class DataZip implements AutoCloseable {

    private static final byte[] LOCAL_HEADER = {'P', 'K', 3, 4};
    private static final byte[] END_OF_EMPTY_ARCHIVE = {'P', 'K', 5, 6};
    private static final int NAMED_MEMBERS = 5;

    private final Path path;
    private final ZipFile zip;
    private final long maxUncompressedBytes;
    private final Progress.Task task;
    private long unpackedBytes;
    private boolean isClosed;

    private DataZip(Path path, ZipFile zip, long maxUncompressedBytes, Progress.Task task) {
        this.path = path;
        this.zip = zip;
        this.maxUncompressedBytes = maxUncompressedBytes;
        this.task = task;
    }

    /** True if the file begins as zip archives do.
     *
     * @throws DataFileException if there is no such file */
    public static boolean isZip(Path path) throws IOException {
        DataStream.requireFile(path);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] magic = in.readNBytes(4);
            return Arrays.equals(magic, LOCAL_HEADER) || Arrays.equals(magic, END_OF_EMPTY_ARCHIVE);
        }
    }

    /** Opens an archive.
     *
     * @param maxUncompressedBytes what all members that are opened may unpack to together
     * @param progress             is told of the bytes unpacked as {@code task}
     * @throws DataFileException if it is damaged */
    public static DataZip open(Path path, long maxUncompressedBytes, Progress progress, String task)
            throws IOException {
        DataStream.requireFile(path);
        try {
            ZipFile zip = new ZipFile(path.toFile());
            long total = zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
            return new DataZip(path, zip, maxUncompressedBytes, progress.start(task, total, "bytes"));
        } catch (ZipException e) {
            throw new DataFileException(path + ": not a whole zip archive (" + e.getMessage()
                    + "): it is cut short or damaged; fetch or copy it again", e);
        }
    }

    /** The file, as messages name it. */
    public String name() {
        return path.toString();
    }

    /** The names of the files in it: without folders, and without what macOS adds for itself. */
    public List<String> members() {
        return Collections.list(zip.entries()).stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)
                .filter(name -> !name.startsWith("__MACOSX/")).toList();
    }

    /** True if there is a member of this name. */
    public boolean contains(String member) {
        return zip.getEntry(member) != null;
    }

    /** Opens a member.
     *
     * @throws DataFileException if there is none of this name, or it is damaged */
    public DataStream open(String member) throws IOException {
        return open(member, () -> {});
    }

    /** Opens the one member of this archive; closing it closes the archive.
     *
     * @throws DataFileException if there are others, or none; the archive is closed then */
    public DataStream openOnlyMember() throws IOException {
        try {
            return open(onlyMember(), this::close);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            task.close();
            zip.close();
        }
    }

    private String onlyMember() throws DataFileException {
        List<String> members = members();
        if (members.size() != 1) {
            String found = members.isEmpty()
                    ? "none"
                    : members.size() + ": " + members.stream().limit(NAMED_MEMBERS).collect(Collectors.joining(", "))
                            + (members.size() > NAMED_MEMBERS ? ", ..." : "");
            throw new DataFileException(path + ": expected a zip archive of one file, found " + found
                    + "; unpack it, and name the file that is meant");
        }
        return members.getFirst();
    }

    private DataStream open(String member, Closing closing) throws IOException {
        ZipEntry entry = zip.getEntry(member);
        if (entry == null) {
            throw new DataFileException(path + ": the archive has no member '" + member + "'");
        }
        try {
            InputStream in = new Checked(zip.getInputStream(entry), entry.getCrc(), closing);
            return new DataStream(path + " (" + member + ")", in, StreamLength
                    .ofMember(maxUncompressedBytes - unpackedBytes, maxUncompressedBytes, entry.getSize()));
        } catch (ZipException e) {
            throw new DataFileException(path + ": its member '" + member + "' is damaged (" + e.getMessage()
                    + "): fetch or copy it again", e);
        }
    }

    private interface Closing {
        void close() throws IOException;
    }

    /** Compares the checksum at the end, which ZipFile leaves out, and counts what is unpacked. */
    private final class Checked extends FilterInputStream {

        private final CRC32 found = new CRC32();
        private final long expected;
        private final Closing closing;

        Checked(InputStream in, long expected, Closing closing) {
            super(in);
            this.expected = expected;
            this.closing = closing;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int read = super.read(target, offset, count);
            if (read > 0) {
                found.update(target, offset, read);
                unpackedBytes += read;
                task.advanceTo(unpackedBytes);
            }
            if (read < 0 && found.getValue() != expected) {
                throw new ZipException("wrong checksum");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            super.close();
            closing.close();
        }
    }
}
