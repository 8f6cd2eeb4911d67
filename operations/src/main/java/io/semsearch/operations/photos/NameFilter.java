package io.semsearch.operations.photos;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Tells photos from other files by their names. */
final class NameFilter {

    private static final Set<String> PHOTOS = Set.of("jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff",
            "webp");
    private static final Set<String> NOT_SUPPORTED = Set.of("heic", "heif", "avif", "jxl", "jp2", "cr2", "cr3",
            "nef", "nrw", "arw", "sr2", "dng", "raf", "orf", "rw2", "pef", "srw", "3fr", "erf", "kdc", "dcr", "mos",
            "iiq");

    private final List<PathMatcher> excludes;

    /** @param excludes glob patterns of names and of names relative to the folder that is scanned */
    NameFilter(List<String> excludes) {
        this.excludes = excludes.stream().map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }

    /** What a file is, by its name's ending. */
    enum Kind {
        PHOTO, PHOTO_NOT_SUPPORTED, OTHER
    }

    static Kind kind(Path file) {
        String ending = ending(file);
        if (PHOTOS.contains(ending)) {
            return Kind.PHOTO;
        }
        return NOT_SUPPORTED.contains(ending) ? Kind.PHOTO_NOT_SUPPORTED : Kind.OTHER;
    }

    /** Lower case, without the dot; empty if there is none. */
    static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** True if a file or folder is hidden or excluded.
     *
     * @param name relative to the folder that is scanned */
    boolean leavesOut(Path name) {
        return name.getFileName().toString().startsWith(".") || excludes.stream()
                .anyMatch(pattern -> pattern.matches(name) || pattern.matches(name.getFileName()));
    }

    /** True if a file, or a folder that it is in, is hidden or excluded. */
    boolean leavesOutWithFolders(Path name) {
        return IntStream.rangeClosed(1, name.getNameCount()).anyMatch(end -> leavesOut(name.subpath(0, end)));
    }
}
