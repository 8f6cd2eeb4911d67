package io.semsearch.search.local;

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
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Images of words: each shows three of 120 words that captions hold, {@code w0} to {@code w119}, and lies where they
 * lie, and a little beside. Thirty further words, {@code x0} to {@code x29}, have a place but stand in no caption.
 *
 * @param folder of the collection: model and index */
record WordWorld(Path folder, int images) {

    static final int WORDS = 120;
    static final int STRANGE_WORDS = 30;
    private static final int DIMENSION = 64;
    private static final int BANK = 400;
    private static final float NOISE = 0.06f;

    /** Makes the model and indexes the images 1 to n. */
    static WordWorld of(Path folder, int images) throws IOException {
        return of(folder, images, BANK);
    }

    /** @param captions in the model's bank */
    static WordWorld of(Path folder, int images, int captions) throws IOException {
        WordWorld world = new WordWorld(folder, images);
        CaptionEmbedder embedder = embedder();
        List<Caption> bank = IntStream.range(0, captions)
                .mapToObj(i -> new Caption(i, 1_000_000 + i, caption(1_000_000 + i))).toList();
        FloatMatrix identity = FloatMatrix.zeros(DIMENSION, DIMENSION);
        for (int i = 0; i < DIMENSION; i++) {
            identity.values()[i * DIMENSION + i] = 1;
        }
        ModelWriter.write(folder.resolve(ModelArtifact.FOLDER), new ModelDraft(new ImageProjection(identity), embedder,
                EncoderId.named("test", DIMENSION), Map.of(), Map.of(), Optional.of(new CaptionBank(bank)),
                Optional.empty()), "test");
        new ImageIndexer(folder, world.model(), IndexOptions.defaults("test"))
                .index(world.dataset(1, images), world.features(1, images), Progress.NONE);
        return world;
    }

    ModelArtifact model() throws IOException {
        return ModelReader.read(folder.resolve(ModelArtifact.FOLDER));
    }

    /** Measures the index, and keeps that with it. */
    WordWorld calibrated() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder);
                ImageCollection collection = ImageCollection.open(folder, model(), List.of())) {
            collection.record(searcher.calibrate(Progress.NONE));
        }
        return this;
    }

    CaptionDataset dataset(int from, int to) {
        List<ImageRecord> records = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        for (long id = from; id <= to; id++) {
            records.add(ImageRecord.ofId(id));
            captions.add(new Caption(id, id, caption(id)));
        }
        return new CaptionDataset(records, captions);
    }

    ImageFeatures features(int from, int to) {
        CaptionEmbedder embedder = embedder();
        FloatMatrix features = FloatMatrix.zeros(to - from + 1, DIMENSION);
        for (int row = 0; row < features.rows(); row++) {
            float[] place = embedder.embed(caption(from + row)).vector().orElseThrow();
            SplittableRandom random = new SplittableRandom(from + row);
            for (int i = 0; i < DIMENSION; i++) {
                place[i] += NOISE * (float) random.nextGaussian();
            }
            features.setRow(row, place);
        }
        return ImageFeatures.of(LongStream.rangeClosed(from, to).toArray(), features);
    }

    /** What an image shows: {@code w3 w17 w80}. */
    static String caption(long image) {
        return new SplittableRandom(image).ints(0, WORDS).distinct().limit(3).mapToObj(word -> "w" + word)
                .collect(Collectors.joining(" "));
    }

    private static CaptionEmbedder embedder() {
        List<String> words = new ArrayList<>(IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList());
        words.addAll(IntStream.range(0, STRANGE_WORDS).mapToObj(i -> "x" + i).toList());
        FloatMatrix vectors = FloatMatrix.zeros(words.size(), DIMENSION);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < vectors.values().length; i++) {
            vectors.values()[i] = (float) random.nextGaussian();
        }
        int[] frequencies = new int[words.size()];
        for (int word = 0; word < WORDS; word++) {
            frequencies[word] = 100;
        }
        return new CaptionEmbedder(new InMemoryWordVectors(words, vectors),
                new InverseDocumentFrequency(5000, frequencies));
    }
}
