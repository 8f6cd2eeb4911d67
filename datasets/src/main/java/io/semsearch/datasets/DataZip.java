package io.semsearch.datasets;

import io.semsearch.dataset.DataFileException;
import io.semsearch.progress.Progress;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A user's zip archive.
 *
 * <p>The unpacked size of all members together is limited; the checksum of a member is verified when it has been read
 * to its end. */
public final class DataZip implements AutoCloseable {

    private static final byte[] LOCAL_HEADER = {'P', 'K', 3, 4};
    private static final byte[] END_OF_EMPTY_ARCHIVE = {'P', 'K', 5, 6};
    private static final int NAMED_MEMBERS = 5;
    private static final Pattern OF_SYSTEM = Pattern
            .compile("__MACOSX/.*|(.*/)?(\\.DS_Store|\\._[^/]*|Thumbs\\.db|desktop\\.ini)", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("compression method: (\\d+)");
    /** By APPNOTE.TXT, section 4.4.5. */
    private static final Map<String, String> METHODS = Map.of("9", "Deflate64 (method 9, as Windows does above 2 GB)",
            "12", "bzip2 (method 12)", "14", "LZMA (method 14)", "93", "Zstandard (method 93)", "95", "xz (method 95)");

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

    /** True if the file begins like a zip archive.
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
     * @param maxUncompressedBytes limit of the unpacked size of all opened members together
     * @param progress             counts the unpacked bytes, as a task named {@code task}
     * @throws DataFileException if it is damaged */
    public static DataZip open(Path path, long maxUncompressedBytes, Progress progress, String task)
            throws IOException {
        DataStream.requireFile(path);
        try {
            ZipFile zip = new ZipFile(path.toFile());
            requireSound(zip, path);
            long total = zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
            return new DataZip(path, zip, maxUncompressedBytes, progress.start(task, total, "bytes"));
        } catch (ZipException | EOFException e) {
            throw new DataFileException(
                    path + ": " + problem(Objects.requireNonNullElse(e.getMessage(), "its end is missing")), e);
        }
    }

    private static void requireSound(ZipFile zip, Path path) throws IOException {
        try {
            ZipEnd.requireNothingAround(path);
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!names.add(entry.getName())) {
                    throw new DataFileException(path + ": it has two members named '" + entry.getName()
                            + "': unpack it and name one of its files");
                }
            }
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /** What is wrong with an archive, and what to do.
     *
     * @param message of java.util.zip, which names the method of packing in no other way */
    private static String problem(String message) {
        Matcher method = METHOD.matcher(message);
        if (method.find()) {
            return "its members are packed by " + METHODS.getOrDefault(method.group(1), "method " + method.group(1))
                    + ", only Deflate is read: unpack it, for example with 7z x, and name the file itself";
        }
        return message.contains("encrypted")
                ? "it is encrypted: unpack it with its password, for example by 7z x, and name the file itself"
                : "not a complete zip archive (" + message + "): it is truncated or damaged; fetch or copy it again";
    }

    /** The file name for messages. */
    public String name() {
        return path.toString();
    }

    /** The names of its files: without folders, and without what macOS and Windows keep in folders. */
    public List<String> members() {
        return Collections.list(zip.entries()).stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)
                .filter(name -> !OF_SYSTEM.matcher(name).matches()).toList();
    }

    /** True if there is a member of this name. */
    public boolean contains(String member) {
        return zip.getEntry(member) != null;
    }

    /** Opens a member.
     *
     * @throws DataFileException if it does not exist, or is damaged */
    public DataStream open(String member) throws IOException {
        return open(member, () -> {});
    }

    /** Opens the only member of this archive; closing it closes the archive.
     *
     * @throws DataFileException if there are several members, or none; the archive is closed then */
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
            if (!members.isEmpty() && members.stream().allMatch(name -> name.endsWith(".npy"))) {
                throw new DataFileException(path + ": expected one array, found numpy's .npz archive of " + found
                        + "; save features and ids by numpy.save as NAME.npy and NAME_ids.npy");
            }
            throw new DataFileException(path + ": expected a zip archive of one file, found " + found
                    + "; unpack it and name one of its files");
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

    /** Verifies the checksum at the end, which ZipFile does not do, and counts the unpacked bytes. */
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
