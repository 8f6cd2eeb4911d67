package io.semsearch.postcards.scene;

import static io.semsearch.postcards.scene.CaptionWords.COLOURS;
import static io.semsearch.postcards.scene.CaptionWords.KINDS;
import static io.semsearch.postcards.scene.CaptionWords.LIGHTS;
import static io.semsearch.postcards.scene.CaptionWords.PLACES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptionWriterTest {

    private static final long SEED = Long.getLong("tests.seed", 11);

    @Test
    void neverTellsOfWhatIsNotThere() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_500; i++) {
            Scene scene = scene(random, i);
            for (String caption : new CaptionWriter(random).write(scene, 5)) {
                List<String> words = CaptionWords.of(caption);
                assertThat(words).as("seed %d: '%s' of %s", SEED, caption, scene)
                        .allMatch(word -> !COLOURS.containsKey(word) || scene.shows(COLOURS.get(word)))
                        .allMatch(word -> !KINDS.containsKey(word) || scene.shows(KINDS.get(word)))
                        .allMatch(word -> !PLACES.containsKey(word) || scene.setting() == PLACES.get(word))
                        .allMatch(word -> !LIGHTS.containsKey(word) || scene.atmosphere() == LIGHTS.get(word));
                assertThat(words).as("seed %d: '%s'", SEED, caption).anyMatch(KINDS::containsKey);
            }
        }
    }

    @Test
    void givesEachSubjectItsOwnColourAndNumber() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_500; i++) {
            Scene scene = scene(random, i);
            for (String caption : new CaptionWriter(random).write(scene, 5)) {
                List<String> words = CaptionWords.of(caption);
                for (int k = 1; k < words.size(); k++) {
                    Colour colour = COLOURS.get(words.get(k - 1));
                    SubjectKind kind = KINDS.get(words.get(k));
                    if (colour != null && kind != null) {
                        assertThat(scene.subjects()).as("seed %d: '%s'", SEED, caption)
                                .anyMatch(subject -> subject.colour() == colour && subject.kind() == kind);
                    }
                }
                if (words.contains("two")) {
                    assertThat(scene.subjects()).as("seed %d: '%s'", SEED, caption)
                            .anyMatch(subject -> subject.count() == 2);
                }
            }
        }
    }

    @Test
    void speaksWithDifferentWords() {
        Scene scene = new Scene(Setting.SEA, Atmosphere.NIGHT, List.of(new Subject(SubjectKind.BOAT, Colour.RED, 1)));
        Set<String> captions = new HashSet<>();
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            for (String caption : new CaptionWriter(new Random(i)).write(scene, 5)) {
                captions.add(caption);
                words.addAll(CaptionWords.of(caption));
            }
        }
        assertThat(captions).hasSizeGreaterThan(500);
        assertThat(words).contains("boat", "ship", "sailboat", "red", "scarlet", "night", "moon", "sea", "ocean");
        assertThat(captions).anyMatch(caption -> caption.endsWith(".")).anyMatch(caption -> !caption.endsWith("."))
                .anyMatch(caption -> caption.equals(caption.toLowerCase(Locale.ROOT)))
                .anyMatch(caption -> !CaptionWords.of(caption).contains("red"));
    }

    @Test
    void writesGoodEnglish() {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            for (String caption : new CaptionWriter(random).write(scene(random, i), 5)) {
                assertThat(caption).as("seed %d", SEED).doesNotContain("  ")
                        .doesNotContainPattern("(?i)\\ba [aeiou]").doesNotContainPattern("(?i)\\ban [^aeiou]")
                        .doesNotContainPattern("(?i)\\b(one|a single|a lone|a|an) (dogs|boats|horses|people)\\b");
            }
        }
    }

    @Test
    void repeatsItselfFromTheSameSeed() {
        Scene scene = new Scene(Setting.CITY, Atmosphere.SNOW, List.of(new Subject(SubjectKind.BUS, Colour.GREEN, 2)));
        assertThat(new CaptionWriter(new Random(3)).write(scene, 5))
                .isEqualTo(new CaptionWriter(new Random(3)).write(scene, 5)).doesNotHaveDuplicates().hasSize(5);
    }

    private static Scene scene(Random random, int i) {
        SceneSampler sampler = new SceneSampler(random);
        return i % 4 == 0
                ? sampler.drawHolding(Combination.HELD_OUT.get(i / 4 % Combination.HELD_OUT.size()))
                : sampler.drawOrdinary();
    }
}
