package io.semsearch.cli;

import io.semsearch.cli.options.NumberConverters;
import io.semsearch.cli.output.Profile;
import io.semsearch.cli.output.ResultWriter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.store.MMapDirectory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/** The program. */
public final class Main {

    static {
        // short commands call each method by reflection once: making code for it takes longer
        System.getProperties().putIfAbsent("jdk.reflect.useNativeAccessorOnly", "true");
        // picocli would search all libraries for Groovy's closures, and load converters of dates
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
    }

    private Main() {}

    /** Runs one command, in this JVM or in one that has what the command needs, and exits with its code. */
    public static void main(String[] args) throws InterruptedException {
        Relaunch.exitWithStarter();
        Optional<JvmNeeds> needs = Relaunch.needs(args);
        System.exit(needs.isPresent() ? relaunch(needs.get(), args) : run(args));
    }

    private static int relaunch(JvmNeeds needs, String... args) throws InterruptedException {
        try {
            return Relaunch.run(needs, args);
        } catch (IOException e) {
            return ErrorReporter.report(e, commandLine(System.nanoTime(), args));
        }
    }

    /** Runs one command in this JVM.
     *
     * @return the exit code */
    static int run(String... args) {
        long started = System.nanoTime();
        CompletableFuture<Logger> loading = loadAhead();
        return commandLine(started, args).setOut(ResultWriter.standardOutput()).setExecutionStrategy(parsed -> {
            loading.join();
            return execute(parsed);
        }).execute(args);
    }

    /** Loads Lucene's slowest classes in other threads, while picocli reads the command and the model is opened.
     *
     * @return wait for it before Lucene is used, and keep it: a logger without references may be collected, and its
     * level lost */
    private static CompletableFuture<Logger> loadAhead() {
        CompletableFuture<Logger> silenced = CompletableFuture.supplyAsync(Main::silence, Main::start);
        start(() -> {
            silenced.join();
            loadLucene();
        });
        return silenced;
    }

    /** What fails there fails again where it is needed, and is reported then. */
    private static void start(Runnable task) {
        Thread.ofPlatform().daemon().uncaughtExceptionHandler((thread, failure) -> {}).start(task);
    }

    /** Suppresses Lucene's warning about the missing vector module: loading it takes a short command longer than it
     * saves. */
    private static Logger silence() {
        Logger logger = Logger.getLogger("org.apache.lucene.internal.vectorization");
        logger.setLevel(Level.SEVERE);
        return logger;
    }

    /** The directory links native functions, and codecs are searched for in all libraries. */
    private static void loadLucene() {
        Objects.requireNonNull(MMapDirectory.ADVISE_BY_CONTEXT); // reading a constant initializes its class
        for (Set<String> each : List.of(Codec.availableCodecs(), PostingsFormat.availablePostingsFormats(),
                DocValuesFormat.availableDocValuesFormats(), KnnVectorsFormat.availableKnnVectorsFormats())) {
            Objects.requireNonNull(each);
        }
    }

    /** The command line with all commands, ready to execute; tests redirect its output. */
    public static CommandLine commandLine() {
        return commandLine(System.nanoTime());
    }

    /** The command line for one call.
     *
     * @param started when the program's first line ran, by {@link System#nanoTime}
     * @param args    the words of the call; none for all commands */
    public static CommandLine commandLine(long started, String... args) {
        CommandLine commandLine = new CommandLine(new SemsearchCommand(new Profile(started)));
        SemsearchCommand.addCommands(commandLine, args);
        NumberConverters.register(commandLine);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        // a word of a sentence may begin with @
        commandLine.setExpandAtFiles(false);
        commandLine.setExecutionStrategy(Main::execute);
        commandLine.setParameterExceptionHandler(ErrorReporter::usageError);
        commandLine.setExecutionExceptionHandler(ErrorReporter::executionError);
        return commandLine;
    }

    /** Reports an {@link Error}, as when memory runs out, like an exception; and a result that could not be written, as
     * when the disk is full. */
    private static int execute(ParseResult parsed) {
        CommandLine command = parsed.asCommandLineList().getLast();
        int exitCode;
        try {
            exitCode = new CommandLine.RunLast().execute(parsed);
        } catch (Error e) {
            throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
        }
        Optional<IOException> unwritten = command.getOut() instanceof ResultWriter out
                ? out.failure()
                : Optional.empty();
        if (unwritten.isEmpty()) {
            return exitCode;
        }
        if (ResultWriter.isClosedPipe(unwritten.get())) {
            return ExitCode.DATA;
        }
        String message = "standard output: cannot be written (" + unwritten.get().getMessage()
                + "): the printed result is incomplete: write it elsewhere";
        throw new ExecutionException(command, message, new IOException(message, unwritten.get()));
    }
}
