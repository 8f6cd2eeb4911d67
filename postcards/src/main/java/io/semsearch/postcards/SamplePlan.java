package io.semsearch.postcards;

import io.semsearch.postcards.scene.CaptionWriter;
import io.semsearch.postcards.scene.Combination;
import io.semsearch.postcards.scene.Scene;
import io.semsearch.postcards.scene.SceneSampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** All that a sample will show, before anything is painted.
 *
 * @param training the postcards to learn from, by rising id
 * @param test     the postcards to measure on, by rising id */
record SamplePlan(List<Card> training, List<Card> test) {

    static final int CAPTIONS_PER_CARD = 5;

    /** One postcard to be.
     *
     * @param imageName relative to the folder of images
     * @param paintSeed decides on what the scene leaves open */
    record Card(long id, String imageName, Scene scene, List<String> captions, long paintSeed) {

        Card {
            captions = List.copyOf(captions);
        }
    }

    SamplePlan {
        training = List.copyOf(training);
        test = List.copyOf(test);
    }

    static SamplePlan of(PostcardSampleOptions options) {
        List<Card> training = new ArrayList<>();
        for (int i = 0; i < options.trainingPostcards(); i++) {
            training.add(card(options.seed(), SampleFiles.TRAINING, training.size() + 1, Optional.empty()));
        }
        List<Card> test = new ArrayList<>();
        for (Optional<Combination> wanted : testOrder(options)) {
            test.add(card(options.seed(), SampleFiles.TEST, training.size() + test.size() + 1, wanted));
        }
        return new SamplePlan(training, test);
    }

    /** What each test postcard has to show, shuffled so that ids tell nothing. */
    private static List<Optional<Combination>> testOrder(PostcardSampleOptions options) {
        List<Optional<Combination>> order = new ArrayList<>(
                Collections.nCopies(options.testPostcards(), Optional.empty()));
        for (Combination combination : Combination.HELD_OUT) {
            order.addAll(Collections.nCopies(options.postcardsPerCombination(), Optional.of(combination)));
        }
        Collections.shuffle(order, new Random(options.seed()));
        return order;
    }

    /** Each postcard has a generator of its own, so that neither the number of threads nor that of postcards changes
     * it. */
    private static Card card(long seed, String part, long id, Optional<Combination> wanted) {
        // java.util.Random, whose algorithm is fixed by its specification
        Random random = new Random(mix(mix(seed) + id));
        SceneSampler sampler = new SceneSampler(random);
        Scene scene = wanted.map(sampler::drawHolding).orElseGet(sampler::drawOrdinary);
        List<String> captions = new CaptionWriter(random).write(scene, CAPTIONS_PER_CARD);
        return new Card(id, SampleFiles.imageName(part, id), scene, captions, random.nextLong());
    }

    /** Scatters seeds, because adjacent seeds would give similar numbers (the finalizer of MurmurHash3, by Appleby). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    List<Card> all() {
        List<Card> all = new ArrayList<>(training);
        all.addAll(test);
        return all;
    }

    /** The held-out combinations with the test postcards that show them. */
    List<HeldOutCombination> combinations() {
        return Combination.HELD_OUT.stream()
                .map(combination -> new HeldOutCombination(combination.name(), combination.query(),
                        test.stream().filter(card -> combination.isIn(card.scene())).map(Card::id)
                                .collect(Collectors.toSet())))
                .toList();
    }
}
