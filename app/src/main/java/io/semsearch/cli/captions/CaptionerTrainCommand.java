package io.semsearch.cli.captions;

import io.semsearch.captioning.Architecture;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.DataOptions;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.reports.CaptionerCharts;
import io.semsearch.operations.captioning.TrainCaptioner;
import io.semsearch.operations.training.ValidationData;
import io.semsearch.trainer.captioning.CaptionerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a captioner: {@link TrainCaptioner} on the command line. */
@Command(name = "train",
        description = "Train the network that writes captions for photos, and store it with the collection's model. It "
                + "sees captions and features; the model itself is not needed.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch captioner train -c flickr --captions captions_train.json \\",
                "      --validation-captions captions_val.json --features features.npy",
                "  semsearch captioner train -c flickr --captions all.json --features f.npy --resume",
                "%nAfter each epoch it writes captions for the validation photos; the epoch whose",
                "captions are nearest to those of people (CIDEr-D) is kept."})
public final class CaptionerTrainCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--validation-captions", arity = "1..*", paramLabel = "F",
            description = "Captions of the photos to validate on; --features must have their features. Default: a fifth of "
                    + "the photos, drawn by --seed.")
    private List<Path> validation = List.of();

    @Option(names = "--architecture", paramLabel = "par|merge|init",
            description = "Where the photo enters: beside each word (par), after the LSTM (merge), or as the first word, as "
                    + "in \"Show and Tell\" (init). Default: par.")
    private Architecture architecture = CaptionerConfig.DEFAULT.architecture();

    @Option(names = "--epochs", paramLabel = "N",
            description = "Passes over the captions, at most. Default: ${DEFAULT-VALUE}.")
    private int epochs = CaptionerConfig.DEFAULT.epochs();

    @Option(names = "--patience", paramLabel = "N",
            description = "Epochs without a better CIDEr-D before training stops; every second one halves the learning rate. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int patience = CaptionerConfig.DEFAULT.patience();

    @Option(names = "--min-count", paramLabel = "N",
            description = "Words that the training captions have less often are not written. Default: ${DEFAULT-VALUE}.")
    private int minCount = CaptionerConfig.DEFAULT.minCount();

    @Option(names = "--learning-rate", paramLabel = "X", description = "Of Adam, at first. Default: ${DEFAULT-VALUE}.")
    private double learningRate = CaptionerConfig.DEFAULT.step().learningRate();

    @Option(names = "--seed", paramLabel = "N",
            description = "Seed of the split, the weights and all draws. Default: ${DEFAULT-VALUE}.")
    private long seed = CaptionerConfig.DEFAULT.seed();

    @Option(names = "--encoder", paramLabel = "NAME",
            description = "Name of the image encoder that the features come from, if their file does not name it.")
    private @Nullable String encoder;

    @Option(names = "--resume",
            description = "Continue after the last finished epoch of the run before, with the same data and options; "
                    + "--epochs and --patience may differ.")
    private boolean resume;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        TrainCaptioner.Options options = new TrainCaptioner.Options(collection.collection(), data.files(),
                validation.isEmpty() ? ValidationData.DEFAULT : new ValidationData.Captions(validation), config(),
                Optional.ofNullable(encoder), resume);
        TrainCaptioner.Result result = TrainCaptioner.run(options, new CaptionerConsole(console));
        CaptionerCharts.write(options.collection().reports().resolve("captioner.png"), result.trained().epochs(),
                console);
        console.out().println(format.isJson()
                ? CaptionerOutput.json(result)
                : CaptionerOutput.text(options.collection(), result));
        console.out().flush();
        return ExitCode.OK;
    }

    private CaptionerConfig config() {
        return CaptionerConfig.DEFAULT.withArchitecture(architecture).withEpochs(epochs, patience)
                .withMinCount(minCount)
                .withSeed(seed).withStep(CaptionerConfig.Step.DEFAULT.withLearningRate(learningRate));
    }
}
