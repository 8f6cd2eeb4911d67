package io.semsearch.operations.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.trainer.config.TrainingConfig;
import org.junit.jupiter.api.Test;

class TrainingRecipeTest {

    @Test
    void recipesAreThoseOfTheTrainer() {
        assertThat(TrainingRecipe.BEST.config()).isEqualTo(TrainingConfig.BEST);
        assertThat(TrainingRecipe.COURSE.config().withObjective(TrainingConfig.COURSE.objective()))
                .isEqualTo(TrainingConfig.COURSE);
        assertThat(TrainingRecipe.COURSE.config().objective())
                .isEqualTo(TrainingConfig.COURSE.objective().withWarmUpEpochs(1));
    }

    @Test
    void theTrainerLearnsWordsWhereTheCaptionEmbeddingIsLearned() {
        TrainingRecipe fixed = TrainingRecipe.BEST.withCaptionEmbedding(CaptionEmbeddingMethod.IDF);

        assertThat(fixed.config().learnsWords()).isFalse();
        assertThat(fixed.withCaptionEmbedding(CaptionEmbeddingMethod.LEARNED)).isEqualTo(TrainingRecipe.BEST);
        assertThatThrownBy(() -> fixed.withConfig(TrainingConfig.BEST)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("learned words need the caption embedding LEARNED and it needs them, got IDF with learned "
                        + "words");
    }

    @Test
    void numbersOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> TrainingRecipe.BEST.withMinCount(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minCount must be at least 1, got 0");
        assertThatThrownBy(() -> TrainingRecipe.BEST.withEpochs(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the epochs must be at least 1, got 0");
    }
}
