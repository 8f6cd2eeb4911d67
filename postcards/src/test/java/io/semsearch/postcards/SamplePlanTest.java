package io.semsearch.postcards;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.postcards.scene.CaptionWords;
import io.semsearch.postcards.scene.Combination;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SamplePlanTest {

    private static final PostcardSampleOptions OPTIONS = PostcardSampleOptions.ofSeed(42);
    private static final SamplePlan PLAN = SamplePlan.of(OPTIONS);

    @Test
    void hasTheNumbersItPromises() {
        assertThat(PLAN.training()).hasSize(1900);
        assertThat(PLAN.test()).hasSize(500);
        assertThat(PLAN.all()).hasSizeGreaterThanOrEqualTo(2000).allMatch(card -> card.captions().size() == 5)
                .extracting(SamplePlan.Card::id).doesNotHaveDuplicates();
        assertThat(PLAN.combinations()).hasSizeBetween(8, 12)
                .allMatch(combination -> combination.imageIds().size() == 20);
    }

    @Test
    void neverShowsAHeldOutCombinationInTraining() {
        for (Combination combination : Combination.HELD_OUT) {
            assertThat(PLAN.training()).as(combination.name())
                    .noneMatch(card -> combination.mayBeReadInto(card.scene()));
        }
    }

    /** The words of all five captions of a postcard together, so that no model can read the combination from any of
     * them. */
    @Test
    void neverTellsOfAHeldOutCombinationInTraining() {
        for (Combination combination : Combination.HELD_OUT) {
            assertThat(PLAN.training()).as(combination.name()).noneMatch(card -> tells(card, combination));
            assertThat(PLAN.test()).as(combination.name()).filteredOn(card -> tells(card, combination))
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void namesJustThePostcardsThatShowACombination() {
        for (int i = 0; i < Combination.HELD_OUT.size(); i++) {
            Combination combination = Combination.HELD_OUT.get(i);
            Set<Long> ids = PLAN.combinations().get(i).imageIds();
            assertThat(PLAN.combinations().get(i).query()).isEqualTo(combination.query());
            assertThat(PLAN.test()).allMatch(card -> ids.contains(card.id()) == combination.isIn(card.scene()));
        }
    }

    @Test
    void scattersHeldOutPostcardsOverTheTestPart() {
        long first = PLAN.test().getFirst().id();
        for (HeldOutCombination combination : PLAN.combinations()) {
            assertThat(combination.imageIds()).anyMatch(id -> id < first + 250).anyMatch(id -> id >= first + 250);
        }
    }

    @Test
    void changesNoPostcardWhenMoreAreMade() {
        SamplePlan larger = SamplePlan.of(new PostcardSampleOptions(42, 1950, 0, 0));
        assertThat(larger.training().subList(0, 1900)).isEqualTo(PLAN.training());
    }

    @Test
    void dependsOnTheSeed() {
        assertThat(SamplePlan.of(PostcardSampleOptions.ofSeed(42))).isEqualTo(PLAN);
        assertThat(SamplePlan.of(PostcardSampleOptions.ofSeed(43)).training().getFirst())
                .isNotEqualTo(PLAN.training().getFirst());
    }

    private static boolean tells(SamplePlan.Card card, Combination combination) {
        List<String> words = card.captions().stream().flatMap(caption -> CaptionWords.of(caption).stream())
                .collect(Collectors.toList());
        return words.stream().anyMatch(word -> CaptionWords.COLOURS.get(word) == combination.colour())
                && words.stream().anyMatch(word -> CaptionWords.KINDS.get(word) == combination.kind())
                && words.stream().anyMatch(
                        word -> combination.atmosphere().map(light -> CaptionWords.LIGHTS.get(word) == light)
                                .orElse(false)
                                || combination.setting().map(place -> CaptionWords.PLACES.get(word) == place)
                                        .orElse(false));
    }
}
