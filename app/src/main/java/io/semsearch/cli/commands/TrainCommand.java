package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.DataOptions;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.RecipeDefaults;
import io.semsearch.cli.options.TrainingOptions;
import io.semsearch.cli.options.ValidationOptions;
import io.semsearch.cli.options.WordVectorsMixin;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.TrainingConsole;
import io.semsearch.cli.output.TrainingSummary;
import io.semsearch.cli.reports.TrainingCharts;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.operations.training.TrainingReports;
import io.semsearch.trainer.backend.Device;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model: {@link TrainModel} on the command line. */
@Command(name = "train",
        description = "Train the projection from image features to words, and write the collection's model.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch train -c coco --captions captions_train2014.json \\",
                "      --features resnet18_features.pkl --vectors glove.6B.200d.txt.w2v",
                "  semsearch train -c mine --captions all.json --features clip.npy --epochs 40",
                "%nThe model is written to DIR/model, reports to DIR/reports, the state for --resume to DIR/training."})
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private WordVectorsMixin vectors = new WordVectorsMixin();

    @Mixin
    private ValidationOptions validation = new ValidationOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--encoder", paramLabel = "NAME",
            description = "Name of the image encoder that the features come from, if their file does not name it; "
                    + "stored with the model.")
    private @Nullable String encoder;

    @Option(names = "--device", paramLabel = "cpu|cuda|auto", defaultValue = "auto",
            description = "Where to train. Default: ${DEFAULT-VALUE}, a GPU if this build and machine can use one.")
    private Device device = Device.AUTO;

    @ArgGroup
    private Ending ending = new Ending();

    @Spec
    private CommandSpec spec;

    /** At most one of two. */
    private static final class Ending {

        @Option(names = "--refit",
                description = "Then train once more on all photos, including those of the validation, for the best "
                        + "number of epochs.")
        private boolean refit;

        @Option(names = "--resume",
                description = "Continue after the last finished epoch of the run before, with the same data and "
                        + "options; --epochs and --patience may differ.")
        private boolean resume;

        TrainModel.Mode mode() {
            if (refit) {
                return TrainModel.Mode.REFIT;
            }
            return resume ? TrainModel.Mode.RESUME : TrainModel.Mode.FRESH;
        }
    }

    /** The command, with the defaults that its help shows. */
    public static CommandSpec spec() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(TrainCommand.class);
        return spec.resourceBundle(new RecipeDefaults());
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        TrainModel.Options options = new TrainModel.Options(collection.collection(), data.files(), validation.data(),
                vectors.source(), training.recipe(), Optional.ofNullable(encoder), device, ending.mode());
        TrainModel.Result result = options.collection().exclusively(() -> train(options, console));
        new TrainingSummary(options.collection(), result).print(console, format);
        return ExitCode.OK;
    }

    private static TrainModel.Result train(TrainModel.Options options, Console console) throws IOException {
        TrainModel.Result result = TrainModel.run(options, new TrainingConsole(console));
        TrainingCharts.write(new TrainingReports(options.collection().reports()).curves(), result.training().reports(),
                console);
        return result;
    }
}
