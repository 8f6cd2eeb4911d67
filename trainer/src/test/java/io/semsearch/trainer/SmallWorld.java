package io.semsearch.trainer;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.sentence.SentenceEncoder;
import io.semsearch.sentence.SentencePart;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A made-up dataset that a linear map can learn: an image shows three of forty things, its features are a mixture of
 * theirs with noise, and its two captions name them. */
public final class SmallWorld {

    public static final int FEATURE_DIMENSION = 24;
    public static final int SEMANTIC_DIMENSION = 12;

    private static final int THINGS = 40;

    private final float common;
    private final FloatMatrix looks;
    private final CaptionEmbedder embedder;

    public SmallWorld(long seed) {
        this(seed, 0);
    }

    /** @param common added to every feature and to every value of a word vector: the larger, the more alike they all
     * are */
    public SmallWorld(long seed, float common) {
        this.common = common;
        SplittableRandom random = new SplittableRandom(seed);
        looks = gaussian(random, THINGS, FEATURE_DIMENSION);
        List<String> words = IntStream.range(0, THINGS).mapToObj(thing -> "thing" + thing).toList();
        embedder = new CaptionEmbedder(
                new InMemoryWordVectors(words, raised(gaussian(random, THINGS, SEMANTIC_DIMENSION))),
                new InverseDocumentFrequency(100, IntStream.generate(() -> 5).limit(THINGS).toArray()));
    }

    private SmallWorld(SmallWorld words, SentenceEncoder encoder) {
        this.common = words.common;
        this.looks = words.looks;
        this.embedder = words.embedder.withSentencePart(SentencePart.untrained(encoder, SEMANTIC_DIMENSION));
    }

    /** The same world, whose captions have sentences. */
    public SmallWorld withSentences(SentenceEncoder encoder) {
        return new SmallWorld(this, encoder);
    }

    public EmbeddedDataset images(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix features = FloatMatrix.zeros(count, FEATURE_DIMENSION);
        List<ImageRecord> images = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        for (int image = 0; image < count; image++) {
            int[] things = random.ints(3, 0, THINGS).toArray();
            for (int column = 0; column < FEATURE_DIMENSION; column++) {
                float value = (float) random.nextGaussian() * 0.1f;
                for (int thing : things) {
                    value += looks.get(thing, column);
                }
                features.values()[image * FEATURE_DIMENSION + column] = value;
            }
            images.add(ImageRecord.ofId(image));
            captions.add(new Caption(2L * image, image, "thing" + things[0] + " thing" + things[1]));
            captions.add(new Caption(2L * image + 1, image, "thing" + things[1] + " thing" + things[2]));
        }
        long[] ids = IntStream.range(0, count).asLongStream().toArray();
        return EmbeddedDataset.embed(
                CaptionedFeatures.join(new CaptionDataset(images, captions), ImageFeatures.of(ids, raised(features))),
                embedder);
    }

    public CaptionEmbedder embedder() {
        return embedder;
    }

    private FloatMatrix raised(FloatMatrix matrix) {
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] += common;
        }
        return matrix;
    }

    private static FloatMatrix gaussian(SplittableRandom random, int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
