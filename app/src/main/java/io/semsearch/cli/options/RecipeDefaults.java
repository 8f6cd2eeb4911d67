package io.semsearch.cli.options;

import io.semsearch.operations.Formats;
import io.semsearch.operations.training.TrainingRecipe;
import io.semsearch.operations.training.ValidationData;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.Loss;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.TrainingConfig;
import java.util.ListResourceBundle;
import java.util.function.Function;

/** The defaults in the help of {@code train}, {@code ${bundle:default.NAME}} by the name of an option: read from the
 * recipes and records that apply them. */
public final class RecipeDefaults extends ListResourceBundle {

    @Override
    protected Object[][] getContents() {
        return new Object[][]{
                entry("recipe", TrainingRecipe.BEST.name()),
                entry("seed", config(TrainingConfig::seed)),
                entry("epochs", config(TrainingConfig::epochs)),
                entry("patience", config(TrainingConfig::patience)),
                entry("batch", config(TrainingConfig::batchSize)),
                entry("start", config(TrainingConfig::initialization)),
                entry("dimension", config(TrainingConfig::dimension)),
                entry("scaling", config(TrainingConfig::scaling)),
                entry("caption-embedding", both(TrainingRecipe::captionEmbedding)),
                entry("min-count", both(TrainingRecipe::minCount)),
                entry("negatives", config(config -> config.objective().negatives())),
                entry("pool", config(config -> config.objective().pool())),
                entry("warm-up", text(warmUp(Initialization.RANDOM)) + " from a random start, else "
                        + text(warmUp(Initialization.CCA))),
                entry("loss", config(config -> switch (config.objective().loss()) {
                    case Loss.Margin margin -> "margin";
                    case Loss.InfoNce contrastive -> "infonce";
                    case Loss.Both both -> "both";
                })),
                entry("margin", config(config -> config.objective().margin())),
                entry("temperature", text(Loss.InfoNce.DEFAULT.temperature())),
                entry("dropout", config(config -> config.regularization().dropout())),
                entry("weight-decay", config(config -> config.regularization().weightDecay())),
                entry("optimizer", config(config -> switch (config.optimizer()) {
                    case Optimizer.Adam adam -> "adam";
                    case Optimizer.RelativeAdam adam -> "relative";
                    case Optimizer.Sgd sgd -> "sgd";
                })),
                entry("shorten", config(config -> config.regularization().shortened())),
                entry("learning-rate", text(Optimizer.Adam.DEFAULT.learningRate()) + " for adam, "
                        + text(Optimizer.RelativeAdam.DEFAULT.learningRate()) + " for relative, "
                        + text(Optimizer.Sgd.DEFAULT.learningRate()) + " for sgd"),
                entry("momentum", text(Optimizer.Sgd.DEFAULT.momentum())),
                entry("validation-queries", config(TrainingConfig::validationQueries)),
                entry("validation-share", text(ValidationData.DEFAULT.share()))};
    }

    private static Object[] entry(String option, String value) {
        return new Object[]{"default." + option, value};
    }

    private static String config(Function<TrainingConfig, Object> value) {
        return both(recipe -> value.apply(recipe.config()));
    }

    /** {@code 3; course: 5}; one value if the recipes agree. */
    private static String both(Function<TrainingRecipe, Object> value) {
        String best = text(value.apply(TrainingRecipe.BEST));
        String course = text(value.apply(TrainingRecipe.COURSE));
        return best.equals(course) ? best : best + "; course: " + course;
    }

    private static int warmUp(Initialization initialization) {
        return TrainingRecipe.BEST.config().withInitialization(initialization).objective().warmUpEpochs();
    }

    private static String text(Object value) {
        return switch (value) {
            case Number number -> Formats.decimal(number.doubleValue());
            case Enum<?> constant -> OptionValues.name(constant);
            default -> value.toString();
        };
    }
}
