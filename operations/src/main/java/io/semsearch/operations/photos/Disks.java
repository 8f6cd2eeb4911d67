package io.semsearch.operations.photos;

import io.semsearch.files.AtomicFile;
import io.semsearch.operations.CollectionFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Folders with photos that are on another disk than the folder around them: by a mount, or a link. A collection
 * remembers them in {@value #FILE}, an array of paths, since nothing of a folder shows that its disk is missing.
 *
 * @param folders absolute */
record Disks(Set<Path> folders) {

    static final String FILE = "disks.json";
    static final Disks NONE = new Disks(Set.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those that a collection remembers. */
    static Disks read(CollectionFolder collection) throws IOException {
        Path file = collection.path().resolve(FILE);
        if (Files.notExists(file)) {
            return NONE;
        }
        try {
            return new Disks(Stream.of(JSON.readValue(file, String[].class)).map(Path::of)
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IOException(file + ": expected a JSON array of paths, got something else; delete the file, and "
                    + "run 'semsearch photos' or 'semsearch add' while all disks are connected", e);
        }
    }

    /** Replaces those that a collection remembers. */
    void write(CollectionFolder collection) throws IOException {
        List<String> paths = folders.stream().map(Path::toString).sorted().toList();
        AtomicFile.writeString(collection.path().resolve(FILE), JSON.writeValueAsString(paths));
    }

    /** These and others. */
    Disks and(Disks others) {
        return new Disks(Stream.concat(folders.stream(), others.folders.stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Those that are there now, with something in them. */
    Disks present() {
        return where(Disks::isPresent);
    }

    private Disks where(Predicate<Path> condition) {
        return new Disks(folders.stream().filter(condition).collect(Collectors.toUnmodifiableSet()));
    }

    /** Those that are not: nothing is there, or a folder that is empty or on the disk around it. */
    Disks missing() {
        return where(folder -> !isPresent(folder));
    }

    private static boolean isPresent(Path folder) {
        return isDisk(folder) && !isEmpty(folder);
    }

    /** True if a folder is there, and on another disk than the folder around it. Systems that number no disks, such as
     * Windows, have none. */
    static boolean isDisk(Path folder) {
        try {
            Path around = folder.getParent();
            return around != null && Files.isDirectory(folder) && !device(folder).equals(device(around));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isEmpty(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    private static Object device(Path folder) throws IOException {
        return Files.getAttribute(folder, "unix:dev");
    }
}
