package io.semsearch.postcards;

import io.semsearch.dataset.DataFileException;
import io.semsearch.postcards.SamplePlan.Card;
import io.semsearch.postcards.drawing.PostcardPainter;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes a sample into a folder: JPEG files, COCO captions JSON and the held-out combinations.
 *
 * <p>Writing is atomic: the sample is written beside its folder and then moved there. Equal options give equal files,
 * with any number of threads.
 *
 * <pre>
 * images/train/postcard_000001.jpg ...   images of 256 x 192 pixels
 * images/test/postcard_001901.jpg ...
 * captions_train.json              COCO captions of the training postcards
 * captions_test.json               COCO captions of the test postcards
 * combinations.json                the held-out combinations: queries and the postcards that answer them
 * sample.json                      the options and the generator's version
 * </pre> */
public final class PostcardSampleWriter {

    /** Incremented when equal options would give other files. */
    static final int GENERATOR_VERSION = 2;

    private static final double SCALE = 1;

    private final int threads;

    /** Creates a writer that uses all processors. */
    public PostcardSampleWriter() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @param threads number of postcards that are drawn at a time */
    public PostcardSampleWriter(int threads) {
        this.threads = threads;
    }

    /** Writes the sample, unless the folder already holds it. An older sample there is replaced.
     *
     * @param folder   the sample's folder; it and its parents are created if missing
     * @param progress counts postcards
     * @throws DataFileException      if the folder holds something else
     * @throws InterruptedIOException if the thread is interrupted; no files are left */
    public PostcardSample write(Path folder, PostcardSampleOptions options, Progress progress) throws IOException {
        Path place = folder.toAbsolutePath().normalize();
        if (PostcardSampleReader.holds(place, options)) {
            return PostcardSampleReader.read(place);
        }
        if (!SampleFiles.isMissingOrEmpty(place) && !Files.isRegularFile(place.resolve(SampleFiles.MANIFEST))) {
            throw new DataFileException(
                    place + " holds something other than a sample of postcards: name an empty folder");
        }
        Path parent = place.getParent();
        if (parent == null) {
            throw new DataFileException("the sample cannot replace a file system's root: name another folder");
        }
        Files.createDirectories(parent);
        Path draft = Files.createTempDirectory(parent, "." + place.getFileName() + ".draft-");
        try {
            PostcardSample sample = writeInto(draft, options, progress);
            publish(draft, place);
            return new PostcardSample(place, options, sample.combinations());
        } catch (IOException e) {
            throw named(place, draft, e);
        } finally {
            SampleFiles.delete(draft);
        }
    }

    private PostcardSample writeInto(Path folder, PostcardSampleOptions options, Progress progress) throws IOException {
        SamplePlan plan = SamplePlan.of(options);
        PostcardPainter painter = new PostcardPainter(SCALE);
        PostcardSample sample = new PostcardSample(folder, options, plan.combinations());
        SampleJson.writeCaptions(sample.trainingCaptions(), plan.training(), painter.width(), painter.height());
        SampleJson.writeCaptions(sample.testCaptions(), plan.test(), painter.width(), painter.height());
        SampleJson.write(folder.resolve(SampleFiles.COMBINATIONS), sample.combinations());
        Files.createDirectories(sample.images().resolve(SampleFiles.TRAINING));
        Files.createDirectories(sample.testImages());
        paint(plan.all(), painter, sample.images(), progress);
        SampleJson.write(folder.resolve(SampleFiles.MANIFEST), new SampleJson.Manifest(GENERATOR_VERSION, options));
        return sample;
    }

    private void paint(List<Card> cards, PostcardPainter painter, Path images, Progress progress) throws IOException {
        try (Progress.Task task = progress.start("Drawing postcards", cards.size(), "postcards");
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> drawn = new ArrayList<>();
            for (Card card : cards) {
                drawn.add(executor.submit(() -> {
                    JpegFile.write(painter.paint(card.scene(), new Random(card.paintSeed())),
                            images.resolve(card.imageName()));
                    return null;
                }));
            }
            try {
                for (int i = 0; i < drawn.size(); i++) {
                    await(drawn.get(i));
                    task.advanceTo(i + 1);
                }
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static void await(Future<?> future) throws IOException {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while drawing postcards");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("a postcard could not be drawn", e.getCause());
        }
    }

    /** An error of the draft, which nobody knows by its name, is one of the place. */
    private static IOException named(Path place, Path draft, IOException error) {
        String reason = String.valueOf(error.getMessage());
        if (error instanceof FileSystemException file) {
            if (!String.valueOf(file.getFile()).startsWith(draft.toString())) {
                return error;
            }
            reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        } else if (error.getClass() != IOException.class) {
            return error;
        }
        FileSystemException named = new FileSystemException(place.toString(), null, "cannot be written: " + reason);
        named.initCause(error);
        return named;
    }

    /** Moves a finished sample to its folder, deleting what is there. */
    private static void publish(Path draft, Path place) throws IOException {
        if (Files.exists(place)) {
            Path old = Files.createTempDirectory(place.getParent(), "." + place.getFileName() + ".old-");
            move(place, old);
            move(draft, place);
            SampleFiles.delete(old);
            return;
        }
        move(draft, place);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
