package io.semsearch.operations.photos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads archives: zip, tar, and tar packed by gzip. */
final class ArchiveReader {

    private ArchiveReader() {}

    /** An entry that is no folder.
     *
     * @param name     as the archive has it; not to be trusted
     * @param bytes    unpacked, as the archive says; -1 if it does not
     * @param modified of the file
     * @param problem  why it cannot be read; empty if it can */
    record Entry(String name, long bytes, FileTime modified, String problem) {}

    /** Receives entries in the order of the archive. */
    @FunctionalInterface
    interface Visitor {

        /** @param content of the entry, read before this returns; empty if it has a problem */
        void visit(Entry entry, InputStream content) throws IOException;
    }

    /** True if this reads files of such a name. */
    static boolean reads(Path file) {
        return NameFilter.ending(file).equals("zip") || isTar(name(file)) || isPackedTar(name(file));
    }

    /** Reads all entries.
     *
     * @throws IOException if the archive is damaged; entries before the damage were visited */
    static void read(Path archive, Visitor visitor) throws IOException {
        FileTime modified = Files.getLastModifiedTime(archive);
        if (!isTar(name(archive)) && !isPackedTar(name(archive))) {
            readZip(archive, modified, visitor);
            return;
        }
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                InputStream unpacked = isTar(name(archive)) ? file : new GZIPInputStream(file, 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                String problem = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()
                        ? tar.canReadEntryData(entry) ? "" : "it is stored in parts"
                        : "it is a link or a device";
                visitor.visit(new Entry(entry.getName(), entry.getSize(), entry.getLastModifiedTime(), problem),
                        problem.isEmpty() ? tar : InputStream.nullInputStream());
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void readZip(Path archive, FileTime modified, Visitor visitor) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (entry.isDirectory()) {
                    continue;
                }
                FileTime time = entry.getLastModifiedTime();
                String problem = problem(zip, entry);
                try (InputStream content = problem.isEmpty()
                        ? zip.getInputStream(entry)
                        : InputStream.nullInputStream()) {
                    visitor.visit(new Entry(entry.getName(), entry.getSize(), time == null ? modified : time, problem),
                            content);
                }
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String problem(ZipFile zip, ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return "it is encrypted";
        }
        if (entry.isUnixSymlink()) {
            return "it is a link or a device";
        }
        return zip.canReadEntryData(entry) ? "" : "it is compressed by method " + entry.getMethod();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static boolean isTar(String name) {
        return name.endsWith(".tar");
    }

    private static boolean isPackedTar(String name) {
        return name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }
}
