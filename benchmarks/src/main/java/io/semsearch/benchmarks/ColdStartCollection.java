package io.semsearch.benchmarks;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelReader;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.ImageIndexer;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.search.ImageSearcher;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A made-up collection of COCO's size, without training: an image lies where its six words lie, give or take some noise, and
 * its captions hold them.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.semsearch.benchmarks.ColdStartCollection COLLECTION
 * }</pre>
 *
 * <p>For programs that are compared, the folder {@code peer} holds {@code vectors.f32} ([82783, 50], little-endian, the image of
 * row i has the number i + 1), {@code words.f32} (weighted, so that a sentence is the sum of its words) and
 * {@code words.txt}. */
public final class ColdStartCollection {

    private static final int IMAGES = 82_783;
    private static final int DIMENSION = 50;
    private static final int FEATURES = 64;
    private static final int VOCABULARY = 10_000;
    private static final int WORDS_PER_IMAGE = 6;
    private static final int CAPTIONS_PER_IMAGE = 5;
    private static final int WORDS_PER_CAPTION = 10;
    private static final double NOISE = 0.7;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> words = IntStream.range(0, VOCABULARY).mapToObj(word -> "word" + word).toList();
    private final FloatMatrix wordVectors = gaussian(VOCABULARY, DIMENSION, 1);
    private final FloatMatrix features = gaussian(IMAGES, FEATURES, NOISE);
    private final int[] frequencies = new int[VOCABULARY];
    private final List<ImageRecord> images = new ArrayList<>();
    private final List<Caption> captions = new ArrayList<>();

    private ColdStartCollection() {}

    /** Arguments: as above. */
    public static void main(String[] arguments) throws IOException {
        ColdStartCollection made = new ColdStartCollection();
        for (int image = 0; image < IMAGES; image++) {
            made.addImage(image);
        }
        made.write(Path.of(arguments[0]));
    }

    private void addImage(int image) {
        int[] shown = random.ints(WORDS_PER_IMAGE, 0, VOCABULARY).toArray();
        for (int word : shown) {
            for (int i = 0; i < DIMENSION; i++) {
                features.values()[image * FEATURES + i] += wordVectors.get(word, i);
            }
        }
        long id = image + 1L;
        images.add(new ImageRecord(id, id + ".jpg", 640, 480, ""));
        for (int i = 0; i < CAPTIONS_PER_IMAGE; i++) {
            int[] said = IntStream.range(0, WORDS_PER_CAPTION)
                    .map(place -> place % 2 == 0 ? shown[random.nextInt(shown.length)] : random.nextInt(VOCABULARY))
                    .toArray();
            IntStream.of(said).distinct().forEach(word -> frequencies[word]++);
            captions.add(new Caption(captions.size(), id,
                    String.join(" ", IntStream.of(said).mapToObj(words::get).toList())));
        }
    }

    private void write(Path folder) throws IOException {
        FloatMatrix weights = FloatMatrix.zeros(FEATURES, DIMENSION);
        for (int i = 0; i < DIMENSION; i++) {
            weights.values()[i * DIMENSION + i] = 1;
        }
        ImageProjection projection = new ImageProjection(weights);
        CaptionEmbedder embedder = new CaptionEmbedder(new InMemoryWordVectors(words, wordVectors),
                new InverseDocumentFrequency(captions.size(), frequencies));
        ModelWriter.write(folder.resolve(ModelArtifact.FOLDER),
                new ModelDraft(projection, embedder, "made up", Map.of(),
                        Map.of(), Optional.of(CaptionBank.sample(captions, CaptionBank.SIZE, 1)), Optional.empty()),
                "ColdStartCollection");
        ModelArtifact model = ModelReader.read(folder.resolve(ModelArtifact.FOLDER));
        ImageFeatures all = ImageFeatures.of(IntStream.rangeClosed(1, IMAGES).asLongStream().toArray(), features);
        new ImageIndexer(folder, model, IndexOptions.defaults("ColdStartCollection"))
                .index(new CaptionDataset(images, captions), all, Progress.NONE);
        measure(folder, model);
        Path peer = Files.createDirectories(folder.resolve("peer"));
        write(peer.resolve("vectors.f32"), projection.projectAll(all));
        FloatMatrix weighted = FloatMatrix.zeros(VOCABULARY, DIMENSION);
        for (int i = 0; i < weighted.values().length; i++) {
            weighted.values()[i] = wordVectors.values()[i] * embedder.weight(i / DIMENSION);
        }
        write(peer.resolve("words.f32"), weighted);
        Files.write(peer.resolve("words.txt"), words);
    }

    private static void measure(Path folder, ModelArtifact model) throws IOException {
        SearchCalibration measured;
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            measured = searcher.calibrate(Progress.NONE);
        }
        try (ImageCollection collection = ImageCollection.open(folder, model, List.of())) {
            collection.record(measured);
        }
    }

    private FloatMatrix gaussian(int rows, int columns, double deviation) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) (deviation * random.nextGaussian());
        }
        return matrix;
    }

    private static void write(Path file, FloatMatrix matrix) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(matrix.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(matrix.values());
        Files.write(file, bytes.array());
    }
}
