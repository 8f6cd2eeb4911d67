package io.semsearch.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.store.MMapDirectory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/** The program. */
public final class Main {

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

    /** Loads what takes long, while picocli reads the command: Lucene's directory links native functions, and BigDecimal,
     * which Jackson's parsers need, multiplies a table of powers.
     *
     * @return to be held: a logger that nobody holds may be collected with its level */
    static CompletableFuture<Logger> loadAhead() {
        return CompletableFuture.supplyAsync(() -> {
            // it asks for Java's vector module, which costs a short-lived command more time to load than it saves
            Logger logger = Logger.getLogger("org.apache.lucene.internal.vectorization");
            logger.setLevel(Level.SEVERE);
            // who reads a constant initializes its class
            for (Object each : List.of(MMapDirectory.ADVISE_BY_CONTEXT, BigDecimal.ONE)) {
                Objects.requireNonNull(each);
            }
            return logger;
        }, task -> Thread.ofPlatform().daemon().start(task));
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
        CommandLine commandLine = new CommandLine(new SemsearchCommand(new Profile(started)));
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
