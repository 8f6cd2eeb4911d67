package io.semsearch.benchmarks;

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
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.ImageIndexer;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.search.local.ImageSearcher;
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

/** Generates a collection without training, of COCO's size by default. The vector of an image is the sum of its six
 * words, which are of one topic, plus noise; its captions contain them.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.semsearch.benchmarks.MadeUpCollection COLLECTION
 * }</pre>
 *
 * <p>For other programs, the folder {@code peer} has {@code vectors.f32} ([images, 50], little-endian; row i is image i
 * + 1), {@code words.f32} (weighted: a sentence is the sum of its words) and {@code words.txt}. */
public final class MadeUpCollection {

    static final int FEATURES = 64;

    private static final int IMAGES_OF_COCO = 82_783;
    private static final int DIMENSION = 50;
    private static final int VOCABULARY = 10_000;
    private static final int TOPICS = 250;
    private static final double TOPIC_WEIGHT = 1.5;
    private static final int COMMON = 10;
    private static final int WORDS_PER_IMAGE = 6;
    private static final int CAPTIONS_PER_IMAGE = 5;
    private static final int WORDS_PER_CAPTION = 10;
    private static final double NOISE = 0.7;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> words = IntStream.range(0, VOCABULARY).mapToObj(word -> "word" + word).toList();
    private final FloatMatrix wordVectors = wordVectors();
    private final FloatMatrix features;
    private final int[] frequencies = new int[VOCABULARY];
    private final List<ImageRecord> images = new ArrayList<>();
    private final List<Caption> captions = new ArrayList<>();

    MadeUpCollection(int count) {
        features = gaussian(count, FEATURES, NOISE);
        for (int image = 0; image < count; image++) {
            addImage(image);
        }
    }

    /** Arguments: as above. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        MadeUpCollection made = new MadeUpCollection(IMAGES_OF_COCO);
        ModelArtifact model = made.writeModel(folder);
        made.index(folder, model, 1);
        measure(folder, model);
        made.writeForPeers(folder, model);
    }

    private void addImage(int image) {
        int topic = word() % TOPICS;
        int[] shown = IntStream.range(0, WORDS_PER_IMAGE).map(place -> word())
                .map(word -> word - word % TOPICS + topic).toArray();
        for (int word : shown) {
            for (int i = 0; i < DIMENSION; i++) {
                features.values()[image * FEATURES + i] += wordVectors.get(word, i);
            }
        }
        long id = image + 1L;
        images.add(new ImageRecord(id, id + ".jpg", 640, 480, ""));
        for (int i = 0; i < CAPTIONS_PER_IMAGE; i++) {
            int[] said = IntStream.range(0, WORDS_PER_CAPTION)
                    .map(place -> place % 5 > 0 ? shown[random.nextInt(shown.length)] : word())
                    .toArray();
            IntStream.of(said).distinct().forEach(word -> frequencies[word]++);
            captions.add(new Caption(captions.size(), id,
                    String.join(" ", IntStream.of(said).mapToObj(words::get).toList())));
        }
    }

    /** Draws a word with the frequencies of natural language: the probability falls as 1 / (number + 10). */
    private int word() {
        return (int) (COMMON * (Math.pow((double) VOCABULARY / COMMON + 1, random.nextDouble()) - 1));
    }

    ModelArtifact writeModel(Path folder) throws IOException {
        FloatMatrix weights = FloatMatrix.zeros(FEATURES, DIMENSION);
        for (int i = 0; i < DIMENSION; i++) {
            weights.values()[i * DIMENSION + i] = 1;
        }
        CaptionEmbedder embedder = new CaptionEmbedder(new InMemoryWordVectors(words, wordVectors),
                new InverseDocumentFrequency(captions.size(), frequencies));
        ModelWriter.write(folder.resolve(ModelArtifact.FOLDER),
                new ModelDraft(new ImageProjection(weights), embedder, EncoderId.unnamed(weights.rows()), Map.of(), Map.of(),
                        Optional.of(CaptionBank.sample(captions, CaptionBank.SIZE, 1)), Optional.empty()),
                "MadeUpCollection");
        return ModelReader.read(folder.resolve(ModelArtifact.FOLDER));
    }

    void index(Path folder, ModelArtifact model, int threads) throws IOException {
        new ImageIndexer(folder, model, IndexOptions.defaults("MadeUpCollection").withThreads(threads))
                .index(new CaptionDataset(images, captions), imageFeatures(), Progress.NONE);
    }

    private ImageFeatures imageFeatures() {
        return ImageFeatures.of(images.stream().mapToLong(ImageRecord::id).toArray(), features);
    }

    private void writeForPeers(Path folder, ModelArtifact model) throws IOException {
        Path peer = Files.createDirectories(folder.resolve("peer"));
        write(peer.resolve("vectors.f32"), model.projection().projectAll(imageFeatures()));
        FloatMatrix weighted = FloatMatrix.zeros(VOCABULARY, DIMENSION);
        for (int i = 0; i < weighted.values().length; i++) {
            weighted.values()[i] = wordVectors.values()[i] * model.captionEmbedder().weight(i / DIMENSION);
        }
        write(peer.resolve("words.f32"), weighted);
        Files.write(peer.resolve("words.txt"), words);
    }

    static void measure(Path folder, ModelArtifact model) throws IOException {
        SearchCalibration measured;
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            measured = searcher.calibrate(Progress.NONE);
        }
        try (ImageCollection collection = ImageCollection.open(folder, model, List.of())) {
            collection.record(measured);
        }
    }

    /** The vectors of the words; each lies near its topic. */
    private FloatMatrix wordVectors() {
        FloatMatrix topics = gaussian(TOPICS, DIMENSION, TOPIC_WEIGHT);
        FloatMatrix vectors = gaussian(VOCABULARY, DIMENSION, 1);
        for (int i = 0; i < vectors.values().length; i++) {
            vectors.values()[i] += topics.get(i / DIMENSION % TOPICS, i % DIMENSION);
        }
        return vectors;
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
