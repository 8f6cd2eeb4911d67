package io.semsearch.operations.features;

import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The photos of a folder that nobody wrote captions for. */
public final class PhotoList {

    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp");

    private PhotoList() {}

    /** The photos in a folder, not those in folders of it, numbered from 1 in the order of their names.
     *
     * @throws DataFileException if there are none
     * @throws IOException       if the folder cannot be read */
    public static List<ImageRecord> of(Path folder) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
                    .filter(PhotoList::isPhoto).sorted().toList();
        }
        if (names.isEmpty()) {
            throw new DataFileException(folder + ": expected photos, found no file whose name ends in "
                    + String.join(", ", EXTENSIONS.stream().sorted().toList()));
        }
        List<ImageRecord> photos = new ArrayList<>();
        names.forEach(name -> photos.add(new ImageRecord(photos.size() + 1, name, 0, 0, "")));
        return photos;
    }

    private static boolean isPhoto(String name) {
        int dot = name.lastIndexOf('.');
        return !name.startsWith(".") && dot > 0
                && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Writes a list in the format of COCO's captions, without captions: {@code index} and {@code add} read it. */
    public static void write(List<ImageRecord> photos, Path file) throws IOException {
        ObjectNode coco = JsonMapper.shared().createObjectNode();
        ArrayNode images = coco.putArray("images");
        for (ImageRecord photo : photos) {
            images.addObject().put("id", photo.id()).put("file_name", photo.fileName());
        }
        coco.putArray("annotations");
        AtomicFile.writeString(file, JsonMapper.shared().writeValueAsString(coco));
    }
}
