package io.semsearch.operations.photos;

import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The photos in files and folders.
 *
 * @param files   in the order of the folders, by name within each; a file that two folders hold is in the list once
 * @param skipped what could not be looked at, and photos of formats that cannot be read
 * @param folders that were looked through
 * @param disks   folders in them, or of them, with photos on disks of their own */
record FoundPhotos(List<PhotoFile> files, List<SkippedPhoto> skipped, Set<Path> folders, Disks disks) {

    private static final Set<FileVisitOption> LINKS = Set.of(FileVisitOption.FOLLOW_LINKS);

    /** Scans folders with all folders in them, without hidden files and folders. Links are followed.
     *
     * @param paths    files and folders
     * @param excludes glob patterns of names and relative names that are left out, such as {@code *.tmp.jpg}
     * @throws NoSuchFileException if a path does not exist
     * @throws IOException         if a path cannot be read */
    static FoundPhotos scan(List<Path> paths, List<String> excludes, Progress progress) throws IOException {
        List<Path> roots = new ArrayList<>();
        for (Path path : paths) {
            roots.add(path.toRealPath());
        }
        NameFilter filter = new NameFilter(excludes);
        Map<Path, PhotoFile> files = new LinkedHashMap<>();
        List<SkippedPhoto> skipped = new ArrayList<>();
        Set<Path> disks = new HashSet<>();
        try (Progress.Task task = progress.start("Looking for photos", -1, "photos")) {
            AtomicInteger count = new AtomicInteger();
            for (Path root : roots) {
                FolderVisitor visitor = new FolderVisitor(root, filter, () -> task.advanceTo(count.incrementAndGet()));
                Files.walkFileTree(root, LINKS, Integer.MAX_VALUE, visitor);
                visitor.photos().stream().sorted(Comparator.comparing(PhotoFile::relativeName))
                        .forEach(photo -> files.putIfAbsent(photo.path(), photo));
                skipped.addAll(visitor.skipped());
                disks.addAll(visitor.disks());
            }
        }
        disks.removeIf(disk -> files.keySet().stream().noneMatch(file -> file.startsWith(disk)));
        Set<Path> folders = roots.stream().filter(Files::isDirectory).collect(Collectors.toUnmodifiableSet());
        return new FoundPhotos(List.copyOf(files.values()), List.copyOf(skipped), folders,
                new Disks(Set.copyOf(disks)));
    }

    /** A copy with some of the files. */
    FoundPhotos where(Predicate<PhotoFile> condition) {
        return new FoundPhotos(files.stream().filter(condition).toList(), skipped, folders, disks);
    }

    /** A copy without the files in a folder, such as the collection's own thumbnails. */
    FoundPhotos without(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return this;
        }
        Path left = folder.toRealPath();
        return where(file -> !file.path().startsWith(left));
    }
}
