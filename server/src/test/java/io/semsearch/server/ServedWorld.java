package io.semsearch.server;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.captioning.Architecture;
import io.semsearch.captioning.CaptionVocabulary;
import io.semsearch.captioning.Captioner;
import io.semsearch.captioning.CaptionerWeights;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.photos.AddPhotos;
import io.semsearch.operations.photos.MakePhotoCollection;
import io.semsearch.operations.photos.PhotoWorld;
import io.semsearch.progress.Progress;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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

    /** Adds an image of which the index knows a URL, and no file. */
    static void addRemote(Path collection, long id, String url) throws IOException {
        ModelArtifact model = new CollectionFolder(collection).readModel();
        try (ImageEncoder encoder = new BuiltinImageEncoder();
                ImageCollection images = ImageCollection.open(collection, model, List.of())) {
            FloatMatrix features = random(new Random(id), 1, encoder.id().dimension());
            images.put(new CaptionDataset(List.of(new ImageRecord(id, id + ".jpg", 0, 0, url)), List.of()),
                    ImageFeatures.of(new long[]{id}, features, encoder.id()), Progress.NONE);
        }
    }

    /** Lets a captioner of random weights write a caption for an image without one. */
    static void writeCaption(Path collection, long id) throws IOException {
        ModelArtifact model = new CollectionFolder(collection).readModel();
        try (ImageSearcher searcher = ImageSearcher.open(collection);
                ImageCollection images = ImageCollection.openForCaptions(collection, model,
                        captioner(model.manifest().featureDimension()))) {
            images.update(new CaptionDataset(List.of(searcher.find(id).orElseThrow().record()), List.of()),
                    Progress.NONE);
        }
    }

    private static Captioner captioner(int features) {
        CaptionVocabulary words = new CaptionVocabulary(List.of("<start>", "<end>", "<unknown>", "a", "dog", "runs"));
        Random random = new Random(1);
        return new Captioner(new CaptionerWeights(Architecture.MERGE, random(random, features, 2), random(random, 1, 2),
                random(random, words.size(), 2), random(random, 2, 16), random(random, 4, 16), random(random, 1, 16),
                random(random, 6, words.size()), random(random, 1, words.size())), words);
    }

    private static FloatMatrix random(Random random, int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = 2 * random.nextFloat() - 1;
        }
        return matrix;
    }

    /** Options on a free port. */
    static ServerOptions options(Path collection) {
        return ServerOptions.of(collection).with(new ServerOptions.Address("127.0.0.1", 0, List.of()))
                .with(new EncoderStore(collection.resolve("none")));
    }
}
