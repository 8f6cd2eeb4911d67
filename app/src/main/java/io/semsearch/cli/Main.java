package io.semsearch.cli;

import java.util.List;
import java.util.Objects;
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
        // picocli would look through all libraries for Groovy's closures, and load what converts dates and the like
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
    }

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        long started = System.nanoTime();
        CompletableFuture<Logger> loading = loadAhead();
        System.exit(commandLine(started, args).setExecutionStrategy(parsed -> {
            loading.join();
            return execute(parsed);
        }).execute(args));
    }

    /** Loads, while picocli reads the command and the model is opened, what takes Lucene long.
     *
     * @return to wait for before Lucene is used, and to be held: a logger that nobody holds may be collected with its level */
    static CompletableFuture<Logger> loadAhead() {
        CompletableFuture<Logger> silenced = CompletableFuture.supplyAsync(Main::silence, Main::start);
        start(() -> {
            silenced.join();
            loadLucene();
        });
        return silenced;
    }

    private static void start(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    /** Lucene asks for Java's vector module, which costs a short-lived command more time to load than it saves. */
    private static Logger silence() {
        Logger logger = Logger.getLogger("org.apache.lucene.internal.vectorization");
        logger.setLevel(Level.SEVERE);
        return logger;
    }

    /** Its directory links native functions, and its codecs are sought in all libraries. */
    private static void loadLucene() {
        Objects.requireNonNull(MMapDirectory.ADVISE_BY_CONTEXT); // who reads a constant initializes its class
        for (Set<String> each : List.of(Codec.availableCodecs(), PostingsFormat.availablePostingsFormats(),
                DocValuesFormat.availableDocValuesFormats(), KnnVectorsFormat.availableKnnVectorsFormats())) {
            Objects.requireNonNull(each);
        }
    }

    /** The command line with all commands, ready to execute; tests redirect its output. */
    static CommandLine commandLine() {
        return commandLine(System.nanoTime());
    }

    /** The command line for one call.
     *
     * @param started when the program's first line ran, by {@link System#nanoTime}
     * @param args    what it will be called with; nothing for all commands */
    static CommandLine commandLine(long started, String... args) {
        CommandLine commandLine = new CommandLine(new SemsearchCommand(new Profile(started)).spec());
        SemsearchCommand.addCommands(commandLine, args);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        // a word of a sentence may begin with @
        commandLine.setExpandAtFiles(false);
        commandLine.setExecutionStrategy(Main::execute);
        commandLine.setParameterExceptionHandler(ErrorReporter::usageError);
        commandLine.setExecutionExceptionHandler(ErrorReporter::executionError);
        return commandLine;
    }

    /** Errors of the Java machine, too much memory asked for say, are reported as exceptions are. */
    private static int execute(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error e) {
            CommandLine command = parsed.asCommandLineList().getLast();
            throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
        }
    }
}
