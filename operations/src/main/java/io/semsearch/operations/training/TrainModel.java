package io.semsearch.operations.training;

import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.DataFileException;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.EmbeddedCaptions;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.ProgramVersion;
import io.semsearch.operations.vectors.WordVectorSource;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.Trainer;
import io.semsearch.trainer.TrainingListener;
import io.semsearch.trainer.TrainingResult;
import io.semsearch.trainer.backend.Backend;
import io.semsearch.trainer.backend.BackendException;
import io.semsearch.trainer.backend.Device;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.step.SavedGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Trains a collection's model on captions, image features and word vectors, and replaces an earlier model atomically.
 *
 * <p>Equal files, options and seeds give an equal model, bit for bit, at a fixed number of threads. What was measured
 * goes to the collection's folder of reports, the state to resume from to its training folder after each epoch. */
public final class TrainModel {

    private static final String CHECKPOINT = "checkpoint.safetensors";

    private TrainModel() {}

    /** Whether a run starts afresh, and how it ends. */
    public enum Mode {

        /** From the beginning; the best epoch on the validation images is the model. */
        FRESH,

        /** On from the last finished epoch of the run before, with the same data and options; epochs and patience may
         * differ. */
        RESUME,

        /** From the beginning; then once more on all images, those for validation too, for the number of epochs that
         * was best. */
        REFIT
    }

    /** What to train on, and how.
     *
     * @param collection whose model is made; need not exist yet
     * @param data       captions and features
     * @param validation the images to validate on
     * @param vectors    where words get their vectors from
     * @param recipe     how to train
     * @param encoder    the name of the image encoder that the features come from; empty for the one that their file
     * names
     * @param device     where to train
     * @param mode       whether to start afresh, and how to end */
    public record Options(CollectionFolder collection, DataFiles data, ValidationData validation,
            WordVectorSource vectors, TrainingRecipe recipe, Optional<String> encoder, Device device, Mode mode) {

        /** The defaults: a fifth of the images for validation, word2vec of the captions, the best recipe, a GPU if
         * there is one that can be used. */
        public static Options of(Path collection, DataFiles data) {
            return new Options(new CollectionFolder(collection), data, ValidationData.DEFAULT,
                    new WordVectorSource.Captions(), TrainingRecipe.BEST, Optional.empty(), Device.AUTO, Mode.FRESH);
        }

        /** This with other images to validate on. */
        public Options withValidation(ValidationData other) {
            return new Options(collection, data, other, vectors, recipe, encoder, device, mode);
        }

        /** This with other word vectors. */
        public Options withVectors(WordVectorSource other) {
            return new Options(collection, data, validation, other, recipe, encoder, device, mode);
        }

        /** This with another recipe. */
        public Options withRecipe(TrainingRecipe other) {
            return new Options(collection, data, validation, vectors, other, encoder, device, mode);
        }

        /** This with the name of the features' encoder. */
        public Options withEncoder(String name) {
            return new Options(collection, data, validation, vectors, recipe, Optional.of(name), device, mode);
        }

        /** This on another device. */
        public Options withDevice(Device other) {
            return new Options(collection, data, validation, vectors, recipe, encoder, other, mode);
        }

        /** This in another mode. */
        public Options withMode(Mode other) {
            return new Options(collection, data, validation, vectors, recipe, encoder, device, other);
        }
    }

    /** Follows a run: its progress and remarks, and what is measured in each epoch. With {@link Mode#REFIT} the epochs
     * of the second run follow those of the first. */
    public interface Listener extends OperationListener, TrainingListener {

        /** Ignores everything and never cancels. */
        Listener NONE = new Listener() {};

        @Override
        default Progress progress() {
            return OperationListener.super.progress();
        }
    }

    /** A trained model.
     *
     * @param model    as written
     * @param training the run that chose the best epoch, with what was measured in each
     * @param took     for that run, without reading files */
    public record Result(ModelManifest model, TrainingResult training, Duration took) {}

    /** Runs the operation.
     *
     * @throws DataFileException           if a file is damaged, or captions, features and word vectors do not fit each
     * other
     * @throws BackendException            if the device cannot be used
     * @throws DivergedException           if the loss is no longer a number in the first epoch
     * @throws OperationCancelledException if the listener cancels, which is checked after every step; an earlier model
     *                                     stays, and the run can be resumed
     * @throws IOException                 if a file cannot be read, the collection not be written, another command
     *                                     writes to it, or a run cannot be resumed; an earlier model stays */
    public static Result run(Options options, Listener listener) throws IOException {
        return options.collection().exclusively(() -> train(options, listener));
    }

    private static Result train(Options options, Listener listener) throws IOException {
        CollectionFolder collection = options.collection();
        TrainingReports reports = new TrainingReports(collection.makeWritable(collection.reports()));
        collection.makeWritable(collection.model());
        Path checkpoint = collection.makeWritable(collection.training()).resolve(CHECKPOINT);
        listener.onRemark("training on " + Backend.select(options.device()));
        TrainingInputs inputs = TrainingInputs.read(options, listener);
        CaptionEmbedder embedder = inputs.embedder(inputs.training());
        EmbeddedCaptions captions = new EmbeddedCaptions(inputs.tokenized(), listener);
        EmbeddedDataset training = captions.embed("to train on", inputs.training(), embedder);
        EmbeddedDataset validation = captions.embed("to validate on", inputs.validation(), embedder);
        if (options.mode() != Mode.RESUME) {
            reports.clear();
        }
        Trainer trainer = new Trainer(options.recipe().config(), new EpochFollower(listener, Optional.of(reports)));
        long start = System.nanoTime();
        TrainingResult trained = trainer.train(training, validation, checkpoint, options.mode() == Mode.RESUME);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Map<String, Object> metrics = ManifestEntries.metrics(trained.best(), took);
        Options fitted = options.withRecipe(options.recipe()
                .withConfig(Trainer.configFor(options.recipe().config(), training)));
        ModelManifest model = options.mode() == Mode.REFIT
                ? write(fitted, refit(options, inputs, trained.best().epoch(), listener), metrics, inputs.everything())
                : write(fitted, trained, metrics, inputs.training());
        reports.replace(trained.reports());
        remarkOnResult(options, trained, listener);
        return new Result(model, trained, took);
    }

    private static TrainingResult refit(Options options, TrainingInputs inputs, int epochs, Listener listener)
            throws DataFileException {
        listener.onRemark("training once more on all images, for " + Formats.count(epochs, "epoch"));
        EmbeddedDataset everything = new EmbeddedCaptions(inputs.tokenized(), listener).embed("in all",
                inputs.everything(), inputs.embedder(inputs.everything()));
        return new Trainer(options.recipe().config(), new EpochFollower(listener, Optional.empty()))
                .trainOnAll(everything, epochs);
    }

    /** @param data that it was trained on */
    private static ModelManifest write(Options options, TrainingResult trained, Map<String, Object> metrics,
            CaptionedFeatures data) throws IOException {
        TrainingConfig config = options.recipe().config();
        ModelDraft draft = new ModelDraft(trained.projection(), trained.embedder(), data.features().encoder(),
                ManifestEntries.options(options), metrics,
                Optional.of(CaptionBank.sample(data.captions(), CaptionBank.SIZE, config.seed())),
                Optional.of(SavedGraph.writer(trained.projection(), config.objective().margin())));
        return ModelWriter.write(options.collection().model(), draft, ProgramVersion.nameAndVersion());
    }

    private static void remarkOnResult(Options options, TrainingResult trained, Listener listener) {
        if (trained.best().epoch() == 0) {
            listener.onRemark("no epoch was better than the start (" + options.recipe().config().initialization()
                    + "): the model is the start itself");
        }
        if (Files.exists(options.collection().index())) {
            listener.onRemark("the collection's index was built with an earlier model: run 'semsearch index' again");
        }
    }
}
