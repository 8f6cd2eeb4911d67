package io.semsearch.cli;

import io.semsearch.cli.demo.DemoSteps;
import io.semsearch.cli.output.Console;
import io.semsearch.operations.Formats;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.UnknownWordsException;
import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.backend.BackendException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns an error into one line on stderr and an exit code. After a wrong call a second line names the help. The stack
 * trace is printed with {@code --verbose} only. */
public final class ErrorReporter {

    private ErrorReporter() {}

    static int usageError(ParameterException error, String[] args) {
        return reportUsage(error.getCommandLine(), describe(error) + DashedWords.remedy(error, args));
    }

    public static int executionError(Exception error, CommandLine command, ParseResult parsed) {
        return report(error, command);
    }

    /** Prints an error.
     *
     * @return the exit code */
    static int report(Exception error, CommandLine command) {
        if (error instanceof ParameterException usage) {
            return usageError(usage, new String[0]);
        }
        if (error instanceof DemoSteps.DemoStepException step) {
            return step.exitCode();
        }
        Throwable cause = unwrap(error);
        int code = exitCode(cause);
        Console console = Console.of(command.getCommandSpec());
        if (SemsearchCommand.isVerbose(command)) {
            console.stackTrace(cause);
        }
        if (code == ExitCode.USAGE) {
            return reportUsage(command, describe(cause));
        }
        console.note("semsearch: %s%s", code == ExitCode.INTERNAL ? "internal error: " : "", describe(cause));
        if (code == ExitCode.INTERNAL && !SemsearchCommand.isVerbose(command)) {
            console.note("run the command again with --verbose to see where it happened");
        }
        return code;
    }

    private static int reportUsage(CommandLine command, String message) {
        Console console = Console.of(command.getCommandSpec());
        console.note("semsearch: %s", message);
        console.note("see '%s --help'", command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    private static Throwable unwrap(Exception error) {
        boolean isWrapper = error instanceof UncheckedIOException || error instanceof CommandLine.ExecutionException;
        return isWrapper && error.getCause() != null ? error.getCause() : error;
    }

    private static int exitCode(Throwable error) {
        return switch (error) {
            case IOException data -> ExitCode.DATA;
            case UnknownImageException data -> ExitCode.DATA;
            case UnknownWordsException data -> ExitCode.DATA;
            case BackendException device -> ExitCode.DATA;
            case DivergedException training -> ExitCode.DATA;
            case OutOfMemoryError machine -> ExitCode.DATA;
            case IllegalArgumentException usage -> ExitCode.USAGE;
            default -> ExitCode.INTERNAL;
        };
    }

    private static String describe(Throwable error) {
        String message = message(error);
        if (message.endsWith("No space left on device")) {
            return message + ": make room there, and run the command again";
        }
        return message.contains("Too many open files")
                ? message + ": this process may open no more: allow more, as with 'ulimit -n 4096'"
                : message;
    }

    /** The messages of the JDK's file exceptions are only a path. */
    private static String message(Throwable error) {
        return switch (error) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder"
                    + (missing.getReason() == null ? "" : "; " + missing.getReason());
            case AccessDeniedException denied -> denied.getFile() + ": access denied: check its permissions";
            case NotDirectoryException file -> file.getFile() + ": expected a folder, found a file";
            case FileAlreadyExistsException file -> file.getFile() + ": expected a folder, found a file";
            case FileSystemException other when other.getReason() == null && other.getFile() != null ->
                other.getFile() + ": " + other.getClass().getSimpleName();
            case OutOfMemoryError memory -> "the memory does not suffice (" + memory.getMessage()
                    + "): the heap may take at most " + Formats.bytes(Runtime.getRuntime().maxMemory())
                    + "; raise that with SEMSEARCH_JAVA_OPTS=-Xmx8g, or java -Xmx8g -jar";
            default -> exitCode(error) == ExitCode.INTERNAL || error.getMessage() == null
                    ? error.toString()
                    : error.getMessage().strip();
        };
    }

    private static String describe(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return describe(unmatched);
        }
        String message = String.valueOf(error.getMessage()).strip().replaceFirst("^Error: ", "");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String describe(UnmatchedArgumentException error) {
        boolean isCommandExpected = !error.getCommandLine().getSubcommands().isEmpty();
        String kind = error.isUnknownOption()
                ? "unknown option"
                : isCommandExpected ? "unknown command" : "unexpected argument";
        String suggestions = String.join(" or ", error.getSuggestions());
        return kind + " '" + error.getUnmatched().getFirst() + "'"
                + (suggestions.isEmpty() ? "" : " (did you mean " + suggestions + "?)");
    }
}
