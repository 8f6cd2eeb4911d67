package io.semsearch.postcards.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SceneSamplerTest {

    @Test
    void keepsCombinationsOutOfOrdinaryScenes() {
        SceneSampler sampler = new SceneSampler(new Random(1));
        List<Scene> scenes = Stream.generate(sampler::drawOrdinary).limit(5_000).toList();
        for (Combination combination : Combination.HELD_OUT) {
            assertThat(scenes).noneMatch(combination::isIn).noneMatch(combination::mayBeReadInto);
        }
    }

    @Test
    void showsAnyTwoElementsOfACombinationOften() {
        SceneSampler sampler = new SceneSampler(new Random(2));
        List<Scene> scenes = Stream.generate(sampler::drawOrdinary).limit(1_900).toList();
        for (Combination combination : Combination.HELD_OUT) {
            assertThat(scenes).as(combination.name())
                    .filteredOn(scene -> scene.subjects().stream().anyMatch(
                            subject -> subject.kind() == combination.kind()
                                    && subject.colour() == combination.colour()))
                    .hasSizeGreaterThan(15);
            assertThat(scenes).as(combination.name()).filteredOn(scene -> around(combination, scene))
                    .filteredOn(scene -> scene.shows(combination.kind())).hasSizeGreaterThan(15);
            assertThat(scenes).as(combination.name()).filteredOn(scene -> around(combination, scene))
                    .filteredOn(scene -> scene.shows(combination.colour())).hasSizeGreaterThan(15);
        }
    }

    @Test
    void drawsWhatIsAskedForAndNothingElseHeldOut() {
        SceneSampler sampler = new SceneSampler(new Random(3));
        for (Combination wanted : Combination.HELD_OUT) {
            for (int i = 0; i < 50; i++) {
                Scene scene = sampler.drawHolding(wanted);
                assertThat(Combination.HELD_OUT).filteredOn(combination -> combination.isIn(scene))
                        .containsExactly(wanted);
            }
        }
    }

    private static boolean around(Combination combination, Scene scene) {
        return combination.setting().map(setting -> setting == scene.setting()).orElse(true)
                && combination.atmosphere().map(atmosphere -> atmosphere == scene.atmosphere()).orElse(true);
    }
}
