package io.semsearch.trainer.captioning;

import io.semsearch.captioning.Architecture;
import io.semsearch.captioning.CaptionVocabulary;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.text.Tokenizer;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Captions as numbers, and the photos that they are of; draws the batches of an epoch. */
final class PreparedCaptions {

    private final CaptionVocabulary vocabulary;
    private final NormalizedFeatures features;
    /** The numbers of each caption's words, without marks. */
    private final List<int[]> captions = new ArrayList<>();
    /** The row of each caption's photo. */
    private final int[] rows;

    private PreparedCaptions(CaptionVocabulary vocabulary, NormalizedFeatures features, int[] rows) {
        this.vocabulary = vocabulary;
        this.features = features;
        this.rows = rows;
    }

    /** Counts and numbers the words of captions; those without a word are left out.
     *
     * @throws IllegalArgumentException if no word is frequent enough */
    static PreparedCaptions of(CaptionedFeatures training, CaptionerConfig config) {
        List<List<String>> words = Tokenizer.tokenizeAll(training.captions().stream().map(Caption::text).toList());
        CaptionVocabulary vocabulary = CaptionVocabulary.count(words, config.minCount());
        int[] imageRows = training.imageRows();
        int[] kept = IntStream.range(0, words.size()).filter(caption -> !words.get(caption).isEmpty()).toArray();
        PreparedCaptions prepared = new PreparedCaptions(vocabulary, NormalizedFeatures.of(training.features()),
                IntStream.of(kept).map(caption -> imageRows[caption]).toArray());
        for (int caption : kept) {
            int[] numbers = vocabulary.numbers(words.get(caption));
            prepared.captions.add(Arrays.copyOf(numbers, Math.min(numbers.length, config.shape().longest())));
        }
        return prepared;
    }

    CaptionVocabulary vocabulary() {
        return vocabulary;
    }

    NormalizedFeatures features() {
        return features;
    }

    /** Number of captions. */
    int size() {
        return captions.size();
    }

    /** Number of words to predict in an epoch: each caption's, and its end. */
    int words() {
        return captions.stream().mapToInt(caption -> caption.length + 1).sum();
    }

    /** A value that other captions or photos hardly have. */
    int digest() {
        int digest = Arrays.hashCode(rows) * 31 + vocabulary.words().hashCode();
        for (int[] caption : captions) {
            digest = 31 * digest + Arrays.hashCode(caption);
        }
        return 31 * digest + Arrays.hashCode(features.values().values());
    }

    /** All captions once, in random batches of captions about as long as each other. */
    List<Batch> batches(CaptionerConfig config, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size()).boxed().toList());
        Collections.shuffle(order, random);
        order.sort(Comparator.comparingInt(caption -> captions.get(caption).length));
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < order.size(); from += config.step().batchSize()) {
            batches.add(batch(order.subList(from, Math.min(order.size(), from + config.step().batchSize())),
                    config.architecture()));
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private Batch batch(List<Integer> chosen, Architecture architecture) {
        int length = 1 + chosen.stream().mapToInt(caption -> captions.get(caption).length).max().orElseThrow();
        int before = architecture == Architecture.INIT ? 1 : 0;
        Batch batch = new Batch(chosen.stream().mapToInt(caption -> rows[caption]).toArray(),
                FloatMatrix.zeros(chosen.size(), length), FloatMatrix.zeros(chosen.size(), length + before),
                FloatMatrix.zeros(chosen.size(), length + before));
        for (int i = 0; i < chosen.size(); i++) {
            int[] caption = captions.get(chosen.get(i));
            for (int place = 0; place <= caption.length; place++) {
                int target = i * (length + before) + before + place;
                batch.inputs().values()[i * length + place] = place == 0 ? CaptionVocabulary.START : caption[place - 1];
                batch.labels().values()[target] = place == caption.length ? CaptionVocabulary.END : caption[place];
                batch.mask().values()[target] = 1;
            }
        }
        return batch;
    }

    /** Some captions, each a row, filled up with marks.
     *
     * @param images the row of each caption's photo
     * @param inputs [captions, length]: the start mark, and the words
     * @param labels [captions, length], and one place more in front where the photo is read first: the word that
     *               follows each input
     * @param mask   shape of {@code labels}: 1 where there is a label to learn, else 0 */
    @SuppressWarnings("ArrayRecordComponent") // lives as long as one step
    record Batch(int[] images, FloatMatrix inputs, FloatMatrix labels, FloatMatrix mask) {

        /** Number of labels to learn. */
        int words() {
            int words = 0;
            for (float value : mask.values()) {
                words += value == 1 ? 1 : 0;
            }
            return words;
        }
    }
}
