package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.PhotoOptions;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.PhotosOutput;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.photos.AddPhotos;
import io.semsearch.operations.photos.WatchPhotos;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Folders to a collection that follows them. */
@Command(name = "watch",
        description = "Follow folders until Ctrl-C: photos that come, change, move or go do so in the collection. A folder "
                + "that is missing is waited for.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch watch -c mine ~/Pictures", "  semsearch watch -c mine ~/Pictures /mnt/disk --exclude raw",
                "%nMake the collection with 'semsearch photos' first."})
public final class WatchCommand implements Callable<Integer> {

    /** Time to end a commit after Ctrl-C. */
    private static final long SECONDS_TO_END = 10;

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--captions", paramLabel = "F",
            description = "A file of captions by file name, besides those beside the photos. May be repeated.")
    private List<Path> captions = List.of();

    @Option(names = "--quiet", paramLabel = "SECONDS", defaultValue = "2",
            description = "Bring a change in when nothing has changed for so long. Default: ${DEFAULT-VALUE}.")
    private double quiet = 2;

    @Option(names = "--rescan", paramLabel = "SECONDS", defaultValue = "300",
            description = "Look through all folders at least so often: network disks report no changes. Default: "
                    + "${DEFAULT-VALUE}.")
    private double rescan = 300;

    @Mixin
    private PhotoOptions photos = new PhotoOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(arity = "1", index = "0..*", paramLabel = "DIR", description = "Folders of photos.")
    private List<Path> folders = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        AddPhotos.Options options = photos.options(collection.collection(), folders, captions)
                .with(photos.removal(AddPhotos.Removal.GONE));
        Cancelling listener = new Cancelling(console);
        Thread onExit = new Thread(listener::end);
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            console.note("following %s: Ctrl-C ends", folders.size() == 1 ? folders.getFirst() : folders);
            WatchPhotos.run(new WatchPhotos.Options(options, seconds(quiet), seconds(rescan)), listener,
                    result -> new PhotosOutput(collection.collection().index(), result).printLine(console,
                            format.isJson()));
        } finally {
            listener.ended.countDown();
        }
        return ExitCode.OK;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** Cancels when the process ends, and lets it wait for that. */
    private static final class Cancelling implements OperationListener {

        private final Console console;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean isCancelled;

        Cancelling(Console console) {
            this.console = console;
        }

        void end() {
            isCancelled = true;
            try {
                boolean isDone = ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
                if (!isDone) {
                    console.note("ended in the middle of a change: the next run completes it");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Progress progress() {
            return console.progress();
        }

        @Override
        public void onRemark(String remark) {
            console.onRemark(remark);
        }

        @Override
        public boolean isCancelled() {
            return isCancelled;
        }
    }
}
