package io.semsearch.operations.photos;

import io.semsearch.operations.Formats;
import io.semsearch.operations.photos.KnownPhotos.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The images of the named folders whose file is not there. It is gone; or it may only be out of reach, because a disk
 * is missing. Nothing is removed for being out of reach.
 *
 * <p>A folder is out of reach if it was on a disk of its own and is not now; if it is empty, but nothing was deleted from
 * it since its photos were indexed, as where a disk was mounted; if it is a link that leads nowhere; or if it was named
 * and has no photo any more.
 *
 * @param gone       ids of images, ascending
 * @param outOfReach ids of images by the folder that is out of reach */
record MissingPhotos(List<Long> gone, Map<Path, List<Long>> outOfReach) {

    /** Compares a collection with what was found in folders.
     *
     * @param disks those that were seen until now */
    static MissingPhotos of(KnownPhotos known, FoundPhotos found, Disks disks) {
        Set<Path> there = found.files().stream().map(PhotoFile::path).collect(Collectors.toSet());
        List<Known> missing = known.all().stream()
                .filter(image -> image.content().isPresent() && !there.contains(image.file())
                        && found.folders().stream().anyMatch(image.file()::startsWith) && Files.notExists(image.file()))
                .toList();
        // looked at last: a disk that went away in the middle of the run takes all its photos with it
        Reach reach = new Reach(found, disks, known.committed());
        List<Long> gone = new ArrayList<>();
        Map<Path, List<Long>> outOfReach = new TreeMap<>();
        for (Known image : missing) {
            Optional<Path> around = reach.missingAround(image.file());
            around.map(folder -> outOfReach.computeIfAbsent(folder, first -> new ArrayList<>())).orElse(gone)
                    .add(image.record().id());
        }
        gone.sort(null);
        return new MissingPhotos(List.copyOf(gone), outOfReach);
    }

    /** The same, if nothing that is missing will come back. */
    MissingPhotos allGone() {
        List<Long> all = new ArrayList<>(gone);
        outOfReach.values().forEach(all::addAll);
        return new MissingPhotos(all.stream().sorted().toList(), Map.of());
    }

    /** A remark for each folder that is out of reach. */
    List<String> remarks() {
        return outOfReach.entrySet().stream().map(entry -> entry.getKey() + ": the collection has "
                + Formats.count(entry.getValue().size(), "photo")
                + " from here that cannot be found: is a disk missing? "
                + "None is removed; --forget-missing removes them").toList();
    }

    /** Which folders are out of reach. */
    private static final class Reach {

        private final Disks missing;
        private final Instant committed;
        private final Set<Path> roots;
        private final Set<Path> emptied;
        private final Map<Path, Optional<Path>> known = new HashMap<>();

        Reach(FoundPhotos found, Disks disks, Instant committed) {
            missing = disks.missing();
            this.committed = committed;
            roots = found.folders();
            emptied = roots.stream().filter(root -> found.files().stream().map(PhotoFile::path)
                    .filter(file -> file.startsWith(root)).noneMatch(Files::exists)).collect(Collectors.toSet());
        }

        /** The folder around a file that is out of reach; empty if the file is gone. */
        Optional<Path> missingAround(Path file) {
            return known.computeIfAbsent(file.getParent(), folder -> emptied.stream().filter(folder::startsWith)
                    .findFirst().or(() -> missing.folders().stream().filter(folder::startsWith).findFirst())
                    .or(() -> lastThatIs(folder)));
        }

        /** The innermost folder that is there, if it may be where a disk belongs. */
        private Optional<Path> lastThatIs(Path folder) {
            for (Path here = folder; here != null && isNamed(here); here = here.getParent()) {
                if (Files.isDirectory(here)) {
                    return Optional.of(here).filter(this::isMountPoint);
                }
                if (Files.isSymbolicLink(here)) {
                    return Optional.of(here);
                }
            }
            return Optional.empty();
        }

        private boolean isNamed(Path folder) {
            return roots.stream().anyMatch(folder::startsWith);
        }

        /** True if an empty folder was not emptied since the photos were indexed: that would have changed its time. */
        private boolean isMountPoint(Path folder) {
            try {
                return Disks.isEmpty(folder) && Files.getLastModifiedTime(folder).toInstant().isBefore(committed);
            } catch (IOException e) {
                return true;
            }
        }
    }
}
