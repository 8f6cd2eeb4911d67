package io.semsearch.server;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.photos.AddPhotos;
import io.semsearch.operations.photos.MakePhotoCollection;
import io.semsearch.operations.photos.PhotoWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A collection of twelve small photos with captions, of which the last is an attack. */
final class ServedWorld {

    static final int IMAGES = 12;
    static final String ATTACK = "dark <script>alert(1)</script> \"onload='x'";

    private ServedWorld() {}

    /** Makes the collection {@code world} in a folder, with the ids 1 to 12. */
    static Path make(Path folder) throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        List<Path> inOrder = new ArrayList<>();
        List<String> captions = List.of("a red dark thing", "something green and blue", "blue as the sea");
        for (int i = 1; i <= IMAGES; i++) {
            inOrder.add(PhotoWorld.photo(photos.resolve("photo" + i + ".png"), i));
            Files.writeString(photos.resolve("photo" + i + ".txt"),
                    i == IMAGES ? ATTACK : captions.get(i % captions.size()));
        }
        CollectionFolder collection = new CollectionFolder(folder.resolve("world"));
        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, PhotoWorld.model(folder.resolve("like"))));
        add(collection.path(), inOrder);
        return collection.path();
    }

    /** Adds photos, as another process does. */
    static void add(Path collection, List<Path> photos) throws IOException {
        AddPhotos.run(AddPhotos.Options.of(collection, photos, new EncoderStore(collection.resolve("none"))),
                OperationListener.NONE);
    }

    /** Options on a free port. */
    static ServerOptions options(Path collection) {
        return ServerOptions.of(collection).with(new ServerOptions.Address("127.0.0.1", 0, List.of()))
                .with(new EncoderStore(collection.resolve("none")));
    }
}
