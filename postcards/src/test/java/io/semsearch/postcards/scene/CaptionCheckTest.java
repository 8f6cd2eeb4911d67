package io.semsearch.postcards.scene;

import static io.semsearch.postcards.scene.CaptionCheck.Verdict.RIGHT;
import static io.semsearch.postcards.scene.CaptionCheck.Verdict.SILENT;
import static io.semsearch.postcards.scene.CaptionCheck.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.postcards.scene.CaptionCheck.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionCheckTest {

    private static final long SEED = Long.getLong("tests.seed", 12);

    private static final Scene SCENE = new Scene(Setting.BEACH, Atmosphere.NIGHT,
            List.of(new Subject(SubjectKind.DOG, Colour.BROWN, 2), new Subject(SubjectKind.BOAT, Colour.RED, 1)));

    @ParameterizedTest
    @CsvSource({"Two dark brown dogs on the beach at night.,          RIGHT,  RIGHT,  RIGHT",
            "a scarlet sailing boat on a starry night,                RIGHT,  RIGHT,  RIGHT",
            "a blue puppy at the seaside,                             RIGHT,  WRONG,  SILENT",
            "a brown dog and a brown horse at sunset,                 WRONG,  RIGHT,  WRONG",
            "something red in the snow,                               SILENT, RIGHT,  WRONG",
            "a dark beach,                                            SILENT, SILENT, RIGHT",
            "a lighthouse and a green house on a dark beach by night, WRONG,  WRONG,  RIGHT"})
    void judgesEachPartOfACaption(String caption, Verdict subject, Verdict colour, Verdict atmosphere) {
        assertThat(CaptionCheck.of(SCENE, caption)).isEqualTo(new CaptionCheck(subject, colour, atmosphere));
    }

    @Test
    void captionsOfTheWriterAreRight() {
        Random random = new Random(SEED);
        SceneSampler sampler = new SceneSampler(random);
        for (int i = 0; i < 300; i++) {
            Scene scene = sampler.drawOrdinary();
            for (String caption : new CaptionWriter(random).write(scene, 5)) {
                CaptionCheck check = CaptionCheck.of(scene, caption);
                assertThat(check.subject()).as("seed %d: '%s' of %s", SEED, caption, scene).isEqualTo(RIGHT);
                assertThat(List.of(check.colour(), check.atmosphere()))
                        .as("seed %d: '%s' of %s", SEED, caption, scene).doesNotContain(WRONG);
            }
        }
    }

    @Test
    void nothingIsSaidByNoWords() {
        assertThat(CaptionCheck.of(SCENE, "")).isEqualTo(new CaptionCheck(SILENT, SILENT, SILENT));
    }
}
