package io.semsearch.indexer;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelReader;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A small collection for tests: a model on disk, and images to index.
 *
 * @param folder   of the collection
 * @param model    read from {@code folder/model}
 * @param dataset  the images 1 to n, with captions
 * @param features of the same images */
public record TestCollection(Path folder, ModelArtifact model, CaptionDataset dataset, ImageFeatures features) {

    /** The words of the tests; their vectors lie along the first two axes. */
    public static final List<String> WORDS = List.of("east", "north", "west", "south", "eastern");

    private static final float[] WORD_VECTORS = {1, 0, 0, 1, -1, 0, 0, -1, 1, 0.1f};

    /** Images on a circle: image i of n is at the angle 2 pi (i - 1) / n, counted from "east" over "north".
     *
     * <p>Its features are (cos, sin, height), the height 2 for even ids and 0 for odd ones; the model drops the
     * height. So in the semantic space neighbours have neighbouring ids, among features ids of the same parity, up
     * to 24 images. Image i has the caption "at place i" and, if i is odd, "an odd place"; the last image has none. */
    public static TestCollection circle(Path folder, int images) throws IOException {
        FloatMatrix features = FloatMatrix.zeros(images, 3);
        for (int row = 0; row < images; row++) {
            double angle = 2 * Math.PI * row / images;
            features.setRow(row, new float[]{(float) Math.cos(angle), (float) Math.sin(angle), 2 * (row % 2)});
        }
        return of(folder, features, FloatMatrix.wrap(3, 2, new float[]{1, 0, 0, 1, 0, 0}));
    }

    /** The same, with a model that keeps training captions: {@link #bank}. So images have penalties as hubs. */
    public static TestCollection circleWithBank(Path folder, int images) throws IOException {
        TestCollection circle = circle(folder, images);
        writeModel(folder, FloatMatrix.wrap(3, 2, new float[]{1, 0, 0, 1, 0, 0}), Optional.of(bank()));
        return new TestCollection(folder, ModelReader.read(folder.resolve(ModelArtifact.FOLDER)), circle.dataset(),
                circle.features());
    }

    /** Sixteen captions, four of each of the images 1 to 4, most of them "east" or near to it. */
    public static CaptionBank bank() {
        List<String> texts = List.of("east", "eastern", "east north", "east south", "north");
        return new CaptionBank(IntStream.range(0, 16)
                .mapToObj(i -> new Caption(1000 + i, 1 + i % 4, texts.get(i % texts.size()))).toList());
    }

    /** The given features, projected by the given map; words lie along the first two axes of its space. */
    public static TestCollection of(Path folder, FloatMatrix features, FloatMatrix projection) throws IOException {
        writeModel(folder, projection);
        long[] ids = LongStream.rangeClosed(1, features.rows()).toArray();
        return new TestCollection(folder, ModelReader.read(folder.resolve(ModelArtifact.FOLDER)), dataset(ids.length),
                ImageFeatures.of(ids, features));
    }

    /** Replaces the collection's model by one with another projection. */
    public static void writeModel(Path folder, FloatMatrix projection) throws IOException {
        writeModel(folder, projection, Optional.empty());
    }

    private static void writeModel(Path folder, FloatMatrix projection, Optional<CaptionBank> bank)
            throws IOException {
        int dimension = projection.columns();
        FloatMatrix vectors = FloatMatrix.zeros(WORDS.size(), dimension);
        for (int word = 0; word < WORDS.size(); word++) {
            System.arraycopy(WORD_VECTORS, 2 * word, vectors.values(), word * dimension, 2);
        }
        CaptionEmbedder embedder = new CaptionEmbedder(new InMemoryWordVectors(WORDS, vectors),
                new InverseDocumentFrequency(100, new int[]{10, 10, 10, 10, 1}));
        ModelDraft draft = new ModelDraft(new ImageProjection(projection), embedder,
                EncoderId.named("test", projection.rows()), Map.of(), Map.of(), bank,
                Optional.empty());
        ModelWriter.write(folder.resolve(ModelArtifact.FOLDER), draft, "test");
    }

    /** Indexes the images with default options. */
    public IndexReport index() throws IOException {
        return index(IndexOptions.defaults("test"));
    }

    /** Indexes the images. */
    public IndexReport index(IndexOptions options) throws IOException {
        return new ImageIndexer(folder, model, options).index(dataset, features, Progress.NONE);
    }

    /** Opens the index for changes. */
    public ImageCollection open() throws IOException {
        return ImageCollection.open(folder, model, List.of());
    }

    /** Some of the images, with their captions.
     *
     * @param from the first id
     * @param to   the last id */
    public CaptionDataset dataset(int from, int to) {
        return dataset.retainImages(LongStream.rangeClosed(from, to).boxed().collect(Collectors.toSet()));
    }

    private static CaptionDataset dataset(int size) {
        List<ImageRecord> images = IntStream.rangeClosed(1, size)
                .mapToObj(id -> new ImageRecord(id, id + ".jpg", 640, 480, "https://example.org/" + id + ".jpg"))
                .toList();
        List<Caption> captions = IntStream.range(1, size).boxed().flatMap(id -> {
            Caption place = new Caption(2L * id, id, "at place " + id);
            return id % 2 == 0 ? Stream.of(place) : Stream.of(place, new Caption(2L * id + 1, id, "an odd place"));
        }).toList();
        return new CaptionDataset(images, captions);
    }
}
