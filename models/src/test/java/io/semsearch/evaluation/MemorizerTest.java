package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.Caption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemorizerTest {

    private static final int IMAGES = 100;
    private static final List<String> THINGS = List.of("dogs", "horses", "sailing boats", "children", "trains",
            "houses", "birds", "cyclists");
    private static final List<String> PLACES = List.of("on a beach", "in the snow", "near the lake", "under a bridge",
            "in a street", "behind the trees", "at night", "beside a wall");
    private static final List<Long> SEEN = LongStream.range(0, IMAGES).boxed().toList();
    private static final List<Long> UNSEEN = LongStream.range(IMAGES, 2 * IMAGES).boxed().toList();
    private static final RetrievalMetrics CHANCE = RetrievalMetrics.ofChance(IMAGES);

    @Test
    void findsWhatItHasBeenTold() {
        assertThat(new Memorizer(List.of(new Caption(1, 37, "caption, number 37"))).ranks(
                List.of(new Caption(1, 37, "Caption, number 37!")), SEEN, 1)).containsExactly(1);
    }

    /** Twenty captions an image, 2,000 queries in all: three standard errors of R@10 are 0.02. */
    @ParameterizedTest
    @EnumSource
    void scoresAtChanceOnImagesItHasNotSeen(QueryForm form) {
        RetrievalMetrics found = RetrievalMetrics
                .of(new Memorizer(captions(SEEN)).ranks(rewritten(form, captions(UNSEEN)), UNSEEN, 1));

        assertThat(found.recallAt1()).isCloseTo(CHANCE.recallAt1(), within(0.007));
        assertThat(found.recallAt10()).isCloseTo(CHANCE.recallAt10(), within(0.02));
        assertThat(found.meanRank()).isCloseTo(CHANCE.meanRank(), within(2.0));
        assertThat(found.meanReciprocalRank()).isCloseTo(CHANCE.meanReciprocalRank(), within(0.01));
    }

    /** On images that it has seen it shines, as long as nobody asks in other words. */
    @Test
    void whatItHasSeenItFindsVerbatimAlone() {
        Memorizer memorizer = new Memorizer(numbered());

        assertThat(recallAt1(memorizer, QueryForm.VERBATIM)).isEqualTo(1);
        assertThat(recallAt1(memorizer, QueryForm.KEYWORDS)).isCloseTo(CHANCE.recallAt1(), within(0.05));
        assertThat(recallAt1(memorizer, QueryForm.FIRST_WORDS)).isCloseTo(CHANCE.recallAt1(), within(0.05));
        assertThat(recallAt1(memorizer, QueryForm.TYPO)).isCloseTo(CHANCE.recallAt1(), within(0.05));
    }

    @Test
    void scoresAtChanceWithoutAnyMemory() {
        int[] ranks = new Memorizer(List.of()).ranks(captions(SEEN), SEEN, 1);

        assertThat(RetrievalMetrics.of(ranks).recallAt10()).isCloseTo(0.1, within(0.02));
        assertThat(RetrievalMetrics.of(ranks).meanRank()).isCloseTo(50.5, within(3.0));
    }

    private static double recallAt1(Memorizer memorizer, QueryForm form) {
        return RetrievalMetrics.of(memorizer.ranks(rewritten(form, numbered()), SEEN, 1)).recallAt1();
    }

    private static List<Caption> rewritten(QueryForm form, List<Caption> captions) {
        return captions.stream().map(caption -> new Caption(caption.id(), caption.imageId(), form.rewrite(caption, 1)))
                .toList();
    }

    /** Sentences such as people write, 20 an image; those of seen and unseen images are often the same. */
    private static List<Caption> captions(List<Long> images) {
        return LongStream.range(0, 20L * images.size()).mapToObj(id -> {
            SplittableRandom random = new SplittableRandom(id + images.getFirst());
            return new Caption(id, images.get((int) (id % images.size())), "Two " + draw(THINGS, random) + " and some "
                    + draw(THINGS, random) + " are " + draw(PLACES, random) + ".");
        }).toList();
    }

    /** Sentences that name their image. */
    private static List<Caption> numbered() {
        return SEEN.stream().map(id -> new Caption(id, id, "A dog is on the image of the number " + id)).toList();
    }

    private static String draw(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }
}
