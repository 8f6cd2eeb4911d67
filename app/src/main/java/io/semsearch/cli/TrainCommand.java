package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.Split;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.schema.IndexSchema;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.Backend;
import io.semsearch.trainer.Device;
import io.semsearch.trainer.Trainer;
import io.semsearch.trainer.TrainingConfig;
import io.semsearch.trainer.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Captions, features and word vectors to a model. */
@Command(name = "train",
        description = "Learn the projection from image features to words, and write the collection's model.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch train -c coco --captions captions_train2014.json \\",
                "      --features resnet18_features.pkl --vectors glove.6B.200d.txt.w2v",
                "  semsearch train -c mine --captions all.json --features clip.npy --epochs 40",
                "%nThe model goes to DIR/model, what was measured to DIR/reports, the state to resume from to DIR/training."})
final class TrainCommand implements Callable<Integer> {

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

    @Option(names = "--encoder", paramLabel = "NAME", defaultValue = "unnamed",
            description = "The image encoder that the features come from; kept with the model.")
    private String encoder = "unnamed";

    @Option(names = "--device", paramLabel = "cpu|cuda|auto", defaultValue = "auto",
            description = "Where it is trained. Default: ${DEFAULT-VALUE}, a GPU if this build and machine can use one.")
    private Device device = Device.AUTO;

    @ArgGroup
    private Ending ending = new Ending();

    @Spec
    private CommandSpec spec;

    /** At most one of two. */
    private static final class Ending {

        @Option(names = "--refit",
                description = "Then train once more on all images, validation too, for the number of "
                        + "epochs that was best.")
        private boolean refit;

        @Option(names = "--resume",
                description = "Go on from the last finished epoch of the run before, with the same data "
                        + "and options; --epochs and --patience may differ.")
        private boolean resume;
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        TrainingConfig config = training.config();
        TrainingReports reports = TrainingReports.in(Folders.makeWritable(collection.folder().resolve("reports")));
        Folders.makeWritable(collection.folder().resolve(ModelArtifact.FOLDER));
        Path checkpoint = Folders.makeWritable(collection.folder().resolve("training"))
                .resolve("checkpoint.safetensors");
        console.note("training on %s", Backend.select(device));

        TrainingInputs inputs = read(console);
        EmbeddedDataset trainingSet = inputs.training();
        EmbeddedDataset validationSet = inputs.validation();
        if (!ending.resume) {
            reports.clear();
        }
        Trainer trainer = new Trainer(config, new TrainingConsole(console, reports));
        long start = System.nanoTime();
        TrainingResult result = trainer.train(trainingSet, validationSet, checkpoint, ending.resume);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        ModelManifest model = ending.refit
                ? refit(console, inputs, config, result, took)
                : write(config, result, TrainingSummary.metrics(result.best(), took), inputs.trainingCaptions());
        finish(reports, result, console);
        if (result.best().epoch() == 0) {
            console.note("no epoch was better than the start (%s): the model is the start itself", config.start());
        }
        if (Files.exists(collection.folder().resolve(IndexSchema.FOLDER))) {
            console.note("the collection's index was built with an earlier model: run 'semsearch index' again");
        }
        new TrainingSummary(collection.folder(), model, result).print(console, format);
        return ExitCode.OK;
    }

    private TrainingInputs read(Console console) throws IOException {
        CaptionDataset captions = data.readCaptions(console.progress());
        Split split = validation.split(captions, data, training.seed(), console);
        return TrainingInputs.prepare(split, data, vectors, ending.refit, training, console);
    }

    private static void finish(TrainingReports reports, TrainingResult result, Console console) throws IOException {
        try {
            reports.finish(result.reports());
        } catch (LinkageError | InternalError e) {
            // a Java without fonts or the libraries that draw them, as on servers
            console.note("the curves could not be drawn, for this Java cannot draw text (%s); the figures are in "
                    + "reports/training.jsonl", Formats.line(String.valueOf(e)));
        }
    }

    private ModelManifest refit(Console console, TrainingInputs inputs, TrainingConfig config, TrainingResult result,
            Duration took) throws IOException {
        int epochs = result.best().epoch();
        console.note("training once more on all images, for %s", Formats.count(epochs, "epoch"));
        EmbeddedDataset everything = inputs.everything();
        TrainingResult refitted = new Trainer(config, new TrainingConsole(console, TrainingReports.none()))
                .trainOnAll(everything, epochs);
        return write(config, refitted, TrainingSummary.metrics(result.best(), took), inputs.captionsOfEverything());
    }

    /** @param captions that it was trained on */
    private ModelManifest write(TrainingConfig config, TrainingResult trained, Map<String, Object> metrics,
            List<Caption> captions) throws IOException {
        ModelDraft draft = new ModelDraft(trained.projection(), trained.embedder(), encoder,
                TrainingSummary.options(training, vectors.describe(), ending.refit), metrics,
                Optional.of(CaptionBank.sample(captions, CaptionBank.SIZE, config.seed())),
                Optional.of(Trainer.graphWriter(trained.projection(), config)));
        return ModelWriter.write(collection.folder().resolve(ModelArtifact.FOLDER), draft, Version.nameAndVersion());
    }
}
