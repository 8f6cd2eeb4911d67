package io.semsearch.operations.photos;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds the photos of a folder, by their names. No file is opened. */
final class FolderVisitor extends SimpleFileVisitor<Path> {

    private final Path root;
    private final NameFilter filter;
    private final Runnable onPhoto;
    private final List<PhotoFile> photos = new ArrayList<>();
    private final List<SkippedPhoto> skipped = new ArrayList<>();
    private final Set<Path> disks = new HashSet<>();

    /**
     * @param root    folder or file that is scanned
     * @param filter  leaves out names in it
     * @param onPhoto runs for each photo */
    FolderVisitor(Path root, NameFilter filter, Runnable onPhoto) {
        this.root = root;
        this.filter = filter;
        this.onPhoto = onPhoto;
    }

    /** The photos, in no order. */
    List<PhotoFile> photos() {
        return photos;
    }

    /** What cannot be a photo of the collection. */
    List<SkippedPhoto> skipped() {
        return skipped;
    }

    /** The folders that are on another disk than the one around them. */
    Set<Path> disks() {
        return disks;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (!folder.equals(root) && filter.leavesOut(relative(folder))) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (hasReadableName(folder) && Disks.isDisk(folder)) {
            disks.add(folder);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        NameFilter.Kind kind = NameFilter.kind(file);
        if (kind == NameFilter.Kind.OTHER || (!file.equals(root) && filter.leavesOut(relative(file)))) {
            return FileVisitResult.CONTINUE;
        }
        if (kind == NameFilter.Kind.PHOTO_NOT_SUPPORTED) {
            skip(file, "format not supported", "cannot be read by this program: convert it to JPEG");
        } else if (!attributes.isRegularFile()) {
            skip(file, "no file",
                    attributes.isSymbolicLink() ? "a link that leads nowhere" : "neither file nor folder");
        } else if (!hasReadableName(file)) {
            skip(file, "name that cannot be stored", "its name is not valid in this system's encoding: rename it");
        } else {
            photos.add(new PhotoFile(file, slashed(relative(file)), attributes.size(),
                    attributes.lastModifiedTime().toInstant()));
            onPhoto.run();
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        switch (e) {
            case FileSystemLoopException loop -> skip(file, "link to a folder that holds it", "not followed");
            case AccessDeniedException denied -> skip(file, "access denied", "check its permissions");
            default -> skip(file, "cannot be read", e.toString());
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
    }

    private void skip(Path file, String reason, String message) {
        skipped.add(new SkippedPhoto(file, reason, file + ": " + message));
    }

    private Path relative(Path file) {
        return file.equals(root) ? file.getFileName() : root.relativize(file);
    }

    /** The index stores names as text: a file must be found by it again. */
    private static boolean hasReadableName(Path file) {
        try {
            return Path.of(file.toString()).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String slashed(Path name) {
        return StreamSupport.stream(name.spliterator(), false).map(Path::toString).collect(Collectors.joining("/"));
    }
}
