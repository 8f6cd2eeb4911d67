package io.semsearch.operations.photos;

import io.semsearch.artifact.Sha256;
import io.semsearch.files.AtomicFile;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.photos.ArchiveReader.Entry;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Unpacks the photos of archives into the collection, {@code COLLECTION/photos/NAME-DIGEST/}, since searches show
 * files. Nothing is written elsewhere, whatever names entries have. An archive that was unpacked before is not written
 * again; neither is a photo whose bytes the collection has. */
final class PhotoArchives {

    static final String FOLDER = "photos";

    private static final Set<String> NOT_SUPPORTED = Set.of("7z", "rar", "bz2", "tbz2", "xz", "txz", "zst", "lz4");
    private static final int MOST_ENTRIES = 1_000_000;
    private static final long MOST_BYTES = ImageDecoder.Limits.DEFAULTS.maxBytes();
    private static final long MOST_CAPTION_BYTES = 1 << 20;
    /** An archive may unpack to so many times its size, and this much more. */
    private static final long MOST_EXPANSION = 100;
    private static final long FREE_EXPANSION = 100L << 20;
    private static final int DIGEST_DIGITS = 8;
    private static final String DRAFT = ".unpacking-";

    private final Path photos;
    private final NameFilter filter;
    private final KnownPhotos known;
    private final List<SkippedPhoto> skipped = new ArrayList<>();
    private int unchanged;

    private PhotoArchives(CollectionFolder collection, NameFilter filter, KnownPhotos known) {
        this.photos = collection.path().resolve(FOLDER);
        this.filter = filter;
        this.known = known;
    }

    /** What was unpacked.
     *
     * @param paths     the paths, with the folders of archives in their places
     * @param skipped   entries that could not be read, and archives that are damaged
     * @param unchanged entries that were not written, since the collection has their bytes */
    record Unpacked(List<Path> paths, List<SkippedPhoto> skipped, int unchanged) {}

    /** Unpacks those of the paths that are archives.
     *
     * @param filter leaves out names
     * @param known  the images of the collection
     * @throws IOException if an archive cannot be opened, or the collection not be written */
    static Unpacked unpack(List<Path> paths, CollectionFolder collection, NameFilter filter, KnownPhotos known,
            Progress progress) throws IOException {
        PhotoArchives archives = new PhotoArchives(collection, filter, known);
        List<Path> unpacked = new ArrayList<>();
        for (Path path : paths) {
            boolean isFile = Files.isRegularFile(path);
            if (isFile && ArchiveReader.reads(path)) {
                unpacked.add(archives.unpack(path, progress));
            } else if (isFile && NOT_SUPPORTED.contains(NameFilter.ending(path))) {
                archives.skipped.add(new SkippedPhoto(path, "archive not supported", path
                        + ": only zip, tar and tar.gz are read: unpack it, and name the folder"));
            } else {
                unpacked.add(path);
            }
        }
        return new Unpacked(List.copyOf(unpacked), List.copyOf(archives.skipped), archives.unchanged);
    }

    private Path unpack(Path archive, Progress progress) throws IOException {
        String name = archive.getFileName().toString().replaceFirst("(?i)\\.(zip|tar|tgz|tar\\.gz)$", "");
        Path folder = photos.resolve(name + "-" + Sha256.of(archive).substring(0, DIGEST_DIGITS));
        Files.createDirectories(folder);
        deleteDrafts(folder);
        Budget budget = new Budget(MOST_EXPANSION * Files.size(archive) + FREE_EXPANSION);
        try (Progress.Task task = progress.start("Unpacking " + archive.getFileName(), -1, "entries")) {
            ArchiveReader.read(archive, (entry, content) -> {
                budget.entries++;
                if (budget.entries > MOST_ENTRIES || budget.bytes < 0) {
                    throw new TooLargeException();
                }
                task.advanceTo(budget.entries);
                take(archive, folder, entry, content, budget);
            });
        } catch (WriteException e) {
            throw e.cause;
        } catch (TooLargeException e) {
            skipped.add(new SkippedPhoto(archive, "archive too large", archive + ": more than " + MOST_ENTRIES
                    + " entries, or " + MOST_EXPANSION + " times its size: the rest is left out; unpack it yourself if "
                    + "you trust it"));
        } catch (IOException e) {
            skipped.add(new SkippedPhoto(archive, "damaged archive", archive + ": cannot be read to its end: "
                    + e.getMessage()));
        }
        return folder;
    }

    /** Deletes what a killed run left. */
    private static void deleteDrafts(Path folder) throws IOException {
        try (Stream<Path> files = Files.find(folder, Integer.MAX_VALUE,
                (file, attributes) -> file.getFileName().toString().startsWith(DRAFT))) {
            for (Path draft : files.toList()) {
                Files.delete(draft);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What an archive may still unpack to. */
    private static final class Budget {

        private long bytes;
        private int entries;

        Budget(long bytes) {
            this.bytes = bytes;
        }
    }

    private static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1;
    }

    /** The collection cannot be written, which is no fault of the archive. */
    private static final class WriteException extends IOException {

        private static final long serialVersionUID = 1;
        private final IOException cause;

        WriteException(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private void take(Path archive, Path folder, Entry entry, InputStream content, Budget budget) throws IOException {
        Path shown = archive.resolve(entry.name().replaceAll("[\\p{Cc}]", "?").replaceFirst("^/+", ""));
        Optional<Path> name = safeName(entry.name());
        if (name.isEmpty()) {
            skip(shown, "unsafe name", "its name leads out of the archive, or cannot be a file's");
            return;
        }
        boolean isCaption = NameFilter.ending(name.get()).equals("txt");
        NameFilter.Kind kind = NameFilter.kind(name.get());
        if ((kind == NameFilter.Kind.OTHER && !isCaption) || filter.leavesOutWithFolders(name.get())) {
            return;
        }
        if (kind == NameFilter.Kind.PHOTO_NOT_SUPPORTED) {
            skip(shown, "format not supported", "cannot be read by this program: convert it to JPEG");
        } else if (!entry.problem().isEmpty()) {
            skip(shown, "entry that cannot be read", entry.problem());
        } else {
            store(shown, folder.resolve(name.get()), entry, content, isCaption, budget);
        }
    }

    private void store(Path shown, Path target, Entry entry, InputStream content, boolean isCaption, Budget budget)
            throws IOException {
        if (Files.isRegularFile(target) && Files.size(target) == entry.bytes()
                && Files.getLastModifiedTime(target).toMillis() == entry.modified().toMillis()) {
            return;
        }
        long most = Math.min(isCaption ? MOST_CAPTION_BYTES : MOST_BYTES, budget.bytes);
        Path draft = draft(target);
        try {
            long written = copy(content, draft, most);
            budget.bytes -= written;
            if (written > most) {
                if (budget.bytes < 0) {
                    throw new TooLargeException();
                }
                skip(shown, "too large", "more than " + most + " bytes");
            } else if (!isCaption && isStored(Sha256.of(draft))) {
                unchanged++;
            } else {
                Files.setLastModifiedTime(draft, entry.modified());
                AtomicFile.move(draft, target);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** True if an image has this content, and its file exists. */
    private boolean isStored(String sha256) {
        return known.hasContent(sha256) && known.moved(sha256).isEmpty();
    }

    private static Path draft(Path target) throws IOException {
        try {
            Files.createDirectories(target.getParent());
            return Files.createTempFile(target.getParent(), DRAFT, ".tmp");
        } catch (IOException e) {
            throw new WriteException(e);
        }
    }

    /** Copies up to one byte more than is allowed. */
    private static long copy(InputStream content, Path draft, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(draft)) {
            for (int read = content.read(buffer); read >= 0 && written <= most; read = content.read(buffer)) {
                try {
                    out.write(buffer, 0, read);
                } catch (IOException e) {
                    throw new WriteException(e);
                }
                written += read;
            }
        }
        return written;
    }

    private void skip(Path entry, String reason, String message) {
        skipped.add(new SkippedPhoto(entry, reason, entry + ": " + message));
    }

    /** An entry's name as a path within a folder; empty if it would lead out of it. */
    private static Optional<Path> safeName(String entry) {
        String slashed = entry.replace('\\', '/');
        boolean isUnsafe = slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*")
                || slashed.chars().anyMatch(Character::isISOControl)
                || List.of(slashed.split("/", -1)).stream().anyMatch(part -> part.equals("..") || part.isBlank());
        try {
            Path name = Path.of(slashed).normalize();
            return isUnsafe || name.isAbsolute() || name.toString().isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
