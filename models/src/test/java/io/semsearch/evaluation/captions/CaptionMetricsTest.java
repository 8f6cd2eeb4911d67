package io.semsearch.evaluation.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures computed by hand from the formulas. */
class CaptionMetricsTest {

    private static JudgedCaption judged(String caption, String... references) {
        return new JudgedCaption(words(caption), Arrays.stream(references).map(CaptionMetricsTest::words).toList());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    @Test
    void captionsOfPeopleThemselvesArePerfect() {
        CaptionMetrics metrics = CaptionMetrics.of(List.of(judged("a dog runs here", "a dog runs here"),
                judged("two cats sleep there", "two cats sleep there")));

        assertThat(metrics.bleu1()).isCloseTo(1, within(1e-6));
        assertThat(metrics.bleu4()).isCloseTo(1, within(1e-6));
        assertThat(metrics.rougeL()).isCloseTo(1, within(1e-6));
        assertThat(metrics.ciderD()).isCloseTo(10, within(1e-6));
    }

    /** Of "the the dog": the reference has "the" twice and "dog" once, and one of the runs "the the", "the dog"; the
     * nearest reference in length has five words, so the penalty is exp(1 - 5/3). */
    @Test
    void bleuCountsRunsAsOftenAsOneReferenceHasThemAndPunishesShortCaptions() {
        CaptionMetrics metrics = CaptionMetrics.of(List.of(judged("the the dog", "the dog and the cat",
                "a the cat sees a dog today")));

        double penalty = Math.exp(1 - 5 / 3.0);
        assertThat(metrics.bleu1()).isCloseTo(penalty, within(1e-6));
        assertThat(metrics.bleu2()).isCloseTo(penalty * Math.sqrt(0.5), within(1e-6));
        assertThat(metrics.bleu3()).isLessThan(1e-4);
    }

    @Test
    void bleuTakesTheShorterOfTwoReferencesThatAreEquallyNear() {
        CaptionMetrics metrics = CaptionMetrics.of(List.of(judged("a b c", "a b", "a b c d")));

        assertThat(metrics.bleu1()).isCloseTo(1, within(1e-6));
    }

    /** Common subsequence "a dog": 2 of 4 words of the caption, 2 of 3 of the reference. */
    @Test
    void rougeWeighsTheCommonSubsequence() {
        double precision = 0.5;
        double recall = 2 / 3.0;

        assertThat(RougeL.of(judged("a big dog sleeps", "a dog runs")))
                .isCloseTo(2.44 * precision * recall / (recall + 1.44 * precision), within(1e-9));
        assertThat(RougeL.of(judged("", "a dog runs"))).isZero();
        assertThat(RougeL.of(judged("dog a", "a dog"))).isCloseTo(0.5, within(1e-9));
    }

    /** Two images. "a" is in the references of both, so it weighs 0; "dog" weighs log 2. The captions "a dog" and the
     * reference "a dog runs" share "dog", 1 of 1 and of 2 words that weigh, and "a dog", 1 of 1 and of 2 runs. The
     * reference is one run of two words longer. */
    @Test
    void ciderWeighsRareRunsAndTheDifferenceInLength() {
        List<JudgedCaption> captions = List.of(judged("a dog", "a dog runs"), judged("a cat", "a cat"));
        double sum = 1 / Math.sqrt(2) + 1 / Math.sqrt(2);

        assertThat(new CiderD(captions).of(captions.getFirst()))
                .isCloseTo(10 * sum / 4 * Math.exp(-1 / 72.0), within(1e-9));
    }

    /** The caption has "dog" three times, the reference once: it counts once. */
    @Test
    void ciderCountsARunAsOftenAsTheReferenceHasIt() {
        List<JudgedCaption> captions = List.of(judged("dog dog dog", "dog"), judged("cat", "cat"));

        assertThat(new CiderD(captions).of(captions.getFirst())).isCloseTo(10 / 3.0 / 4 * Math.exp(-4 / 72.0),
                within(1e-9));
    }

    @Test
    void nothingToMeasureIsRefused() {
        assertThatThrownBy(() -> CaptionMetrics.of(List.of())).hasMessageContaining("no captions");
        assertThatThrownBy(() -> judged("a dog")).hasMessageContaining("at least one caption of a person");
    }
}
