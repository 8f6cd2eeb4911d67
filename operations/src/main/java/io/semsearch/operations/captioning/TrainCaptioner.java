package io.semsearch.operations.captioning;

import io.semsearch.captioning.CaptionerDraft;
import io.semsearch.captioning.CaptionerFiles;
import io.semsearch.captioning.CaptionerManifest;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.Split;
import io.semsearch.files.AtomicFile;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.ProgramVersion;
import io.semsearch.operations.training.DataSplit;
import io.semsearch.operations.training.ValidationData;
import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.backend.Backend;
import io.semsearch.trainer.backend.Device;
import io.semsearch.trainer.captioning.CaptionerConfig;
import io.semsearch.trainer.captioning.CaptionerEpoch;
import io.semsearch.trainer.captioning.CaptionerListener;
import io.semsearch.trainer.captioning.CaptionerTrainer;
import io.semsearch.trainer.captioning.TrainedCaptioner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Trains a collection's captioner on captions and image features, and replaces an earlier one atomically. It needs no
 * model of the collection.
 *
 * <p>Equal files, options and seeds give an equal captioner, bit for bit, at a fixed number of threads. The state to
 * resume from goes to the collection's training folder after each epoch. */
public final class TrainCaptioner {

    private static final String CHECKPOINT = "captioner.safetensors";
    private static final String REPORTS = "captioner.jsonl";

    private TrainCaptioner() {}

    /** What to train on, and how.
     *
     * @param collection whose captioner is made; need not exist yet
     * @param data       captions and features
     * @param validation the photos to validate on
     * @param config     how to train
     * @param encoder    the name of the image encoder that the features come from; empty for the one that their file
     *                   names
     * @param resume     true to continue after the last finished epoch of the run before, with the same data and
     *                   options; epochs and patience may differ */
    public record Options(CollectionFolder collection, DataFiles data, ValidationData validation,
            CaptionerConfig config,
            Optional<String> encoder, boolean resume) {

        /** The defaults: a fifth of the photos for validation, from the beginning. */
        public static Options of(Path collection, DataFiles data) {
            return new Options(new CollectionFolder(collection), data, ValidationData.DEFAULT, CaptionerConfig.DEFAULT,
                    Optional.empty(), false);
        }

        /** This with other photos to validate on. */
        public Options withValidation(ValidationData other) {
            return new Options(collection, data, other, config, encoder, resume);
        }

        /** This with another way to train. */
        public Options withConfig(CaptionerConfig other) {
            return new Options(collection, data, validation, other, encoder, resume);
        }

        /** This, continuing the run before. */
        public Options resuming() {
            return new Options(collection, data, validation, config, encoder, true);
        }
    }

    /** Follows a run: its progress and remarks, and what is measured in each epoch. */
    public interface Listener extends OperationListener, CaptionerListener {

        /** Ignores everything and never cancels. */
        Listener NONE = new Listener() {};
    }

    /** A trained captioner.
     *
     * @param manifest as written
     * @param trained  the captioner, with what was measured in each epoch
     * @param took     the training, without reading files */
    public record Result(CaptionerManifest manifest, TrainedCaptioner trained, Duration took) {}

    /** Runs the operation.
     *
     * @throws DataFileException           if a file is damaged, or captions and features do not fit each other, or
     *                                     there is no word that is frequent enough
     * @throws DivergedException           if the loss is no longer a number in the first epoch
     * @throws OperationCancelledException if the listener cancels, which is checked after every step; an earlier
     *                                     captioner stays, and the run can be resumed
     * @throws IOException                 if a file cannot be read, the collection not be written, or a run cannot be
     *                                     resumed; an earlier captioner stays */
    public static Result run(Options options, Listener listener) throws IOException {
        return options.collection().exclusively(() -> train(options, listener));
    }

    private static Result train(Options options, Listener listener) throws IOException {
        CollectionFolder collection = options.collection();
        collection.makeWritable(collection.model());
        Path reports = collection.makeWritable(collection.reports());
        Path checkpoint = collection.makeWritable(collection.training()).resolve(CHECKPOINT);
        listener.onRemark("training on " + Backend.select(Device.CPU));
        DataFiles data = options.data();
        Split split = DataSplit.read(data, options.validation(), options.config().seed(), listener);
        ImageFeatures features = data.readFeatures(options.encoder(), listener);
        data.join(CaptionDataset.concat(List.of(split.training(), split.validation())), features, listener);
        long start = System.nanoTime();
        TrainedCaptioner trained = train(options, CaptionedFeatures.join(split.training(), features),
                CaptionedFeatures.join(split.validation(), features), checkpoint, listener);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        AtomicFile.writeString(reports.resolve(REPORTS), lines(trained.epochs()));
        CaptionerDraft draft = new CaptionerDraft(trained.captioner(), features.encoder(),
                CaptionerEntries.training(options.config()), CaptionerEntries.metrics(trained.best(), took));
        return new Result(CaptionerFiles.write(collection.model(), draft, ProgramVersion.nameAndVersion()), trained,
                took);
    }

    private static String lines(List<CaptionerEpoch> epochs) {
        return epochs.stream().map(epoch -> JsonMapper.shared().writeValueAsString(epoch) + "\n")
                .collect(Collectors.joining());
    }

    private static TrainedCaptioner train(Options options, CaptionedFeatures training, CaptionedFeatures validation,
            Path checkpoint, Listener listener) throws IOException {
        try {
            return new CaptionerTrainer(options.config(), new CaptionerFollower(listener)).train(training, validation,
                    checkpoint, options.resume());
        } catch (IllegalArgumentException e) {
            throw new DataFileException(options.data().names() + ": " + e.getMessage(), e);
        }
    }
}
