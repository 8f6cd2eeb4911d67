package io.semsearch.operations.photos;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.ThumbnailFolder;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A collection without photos, and a folder of photos to bring into it. */
abstract class WithPhotoCollection {

    @TempDir
    Path temporary;

    CollectionFolder collection;
    Path photos;
    final List<String> remarks = new ArrayList<>();

    @BeforeEach
    void makeCollection() throws IOException {
        temporary = temporary.toRealPath();
        photos = Files.createDirectories(temporary.resolve("photos"));
        collection = new CollectionFolder(temporary.resolve("mine"));
        MakePhotoCollection
                .run(new MakePhotoCollection.Options(collection, PhotoWorld.model(temporary.resolve("like"))));
    }

    Path draw(String name, long seed) throws IOException {
        return PhotoWorld.photo(photos.resolve(name), seed);
    }

    AddPhotos.Result add() throws IOException {
        return AddPhotos.run(options(), listener());
    }

    AddPhotos.Options options() {
        return options(photos);
    }

    AddPhotos.Options options(Path... paths) {
        return AddPhotos.Options.of(collection.path(), List.of(paths), encoders());
    }

    EncoderStore encoders() {
        return new EncoderStore(temporary.resolve("encoders"));
    }

    OperationListener listener() {
        return new OperationListener() {

            @Override
            public void onRemark(String remark) {
                remarks.add(remark);
            }
        };
    }

    Map<Long, String> names() throws IOException {
        Map<Long, String> names = new TreeMap<>();
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            searcher.forEach(image -> names.put(image.id(), image.fileName()));
        }
        return names;
    }

    IndexedImage image(long id) throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            return searcher.find(id).orElseThrow();
        }
    }

    List<String> thumbnails() throws IOException {
        try (Stream<Path> files = Files.list(ThumbnailFolder.of(collection).path())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
