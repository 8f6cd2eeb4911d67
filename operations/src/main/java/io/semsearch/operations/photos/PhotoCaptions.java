package io.semsearch.operations.photos;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.operations.DataFiles;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The captions that come with photos: beside a photo in {@code NAME.txt}, one a line; or in captions files, by file
 * name. */
final class PhotoCaptions {

    private static final int MOST_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Map<String, List<String>> byName = new HashMap<>();

    private PhotoCaptions(Map<String, ? extends Collection<String>> byName) {
        byName.forEach((name, captions) -> this.byName.put(name, List.copyOf(captions)));
    }

    /** Reads captions files. A photo gets the captions that all files have of it, each caption once.
     *
     * @throws IOException if one cannot be read */
    static PhotoCaptions read(List<Path> files, Progress progress) throws IOException {
        Map<String, Set<String>> byName = new HashMap<>();
        for (Path file : files) {
            CaptionDataset dataset = CaptionsReader.read(file, DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES, progress);
            Map<Long, List<Caption>> captions = dataset.captionsByImage();
            for (ImageRecord image : dataset.images()) {
                Set<String> texts = byName.computeIfAbsent(image.fileName(), name -> new LinkedHashSet<>());
                captions.getOrDefault(image.id(), List.of()).forEach(caption -> texts.add(caption.text()));
            }
        }
        return new PhotoCaptions(byName);
    }

    /** The captions of a photo; empty if none came with it.
     *
     * @throws IOException if the file beside it cannot be read, is no text, or is too long */
    Optional<List<String>> of(PhotoFile photo) throws IOException {
        Path beside = photo.path().resolveSibling(stem(photo.path()) + ".txt");
        if (Files.isRegularFile(beside)) {
            return Optional.of(lines(beside));
        }
        return Optional.ofNullable(byName.get(photo.relativeName())).or(() -> ofTail(photo.path()));
    }

    /** A captions file may name photos from another folder than the one that is scanned: the longest name counts. */
    private Optional<List<String>> ofTail(Path photo) {
        if (byName.isEmpty()) {
            return Optional.empty();
        }
        int names = photo.getNameCount();
        return IntStream.range(0, names).mapToObj(start -> slashed(photo.subpath(start, names)))
                .filter(byName::containsKey).findFirst().map(byName::get);
    }

    private static String slashed(Path name) {
        return name.toString().replace('\\', '/');
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static List<String> lines(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new IOException(file + ": expected captions of at most 1 MiB, found " + bytes + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.replace(BYTE_ORDER_MARK, "").lines().map(String::strip).filter(line -> !line.isEmpty())
                    .toList();
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": expected captions as UTF-8 text, one a line, found other bytes", e);
        }
    }
}
