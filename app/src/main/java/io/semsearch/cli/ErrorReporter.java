package io.semsearch.cli;

import io.semsearch.search.UnknownImageException;
import io.semsearch.search.UnknownWordsException;
import io.semsearch.trainer.BackendException;
import io.semsearch.trainer.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
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

/** Turns an error into one line on stderr and an exit code; a wrong call gets a second line, which names the help.
 * The stack is shown with {@code --verbose} alone. */
final class ErrorReporter {

    private ErrorReporter() {}

    static int usageError(ParameterException error, String[] args) {
        return tellUsage(error.getCommandLine(), describe(error));
    }

    static int executionError(Exception error, CommandLine command, ParseResult parsed) {
        if (error instanceof ParameterException usage) {
            return usageError(usage, new String[0]);
        }
        if (error instanceof DemoSteps.DemoStepException step) {
            return step.exitCode();
        }
        Throwable cause = unwrap(error);
        int code = exitCode(cause);
        PrintWriter err = command.getErr();
        if (SemsearchCommand.isVerbose(command)) {
            cause.printStackTrace(err);
        }
        if (code == ExitCode.USAGE) {
            return tellUsage(command, describe(cause));
        }
        err.println("semsearch: " + (code == ExitCode.INTERNAL ? "internal error: " : "") + describe(cause));
        if (code == ExitCode.INTERNAL && !SemsearchCommand.isVerbose(command)) {
            err.println("run the command again with --verbose to see where it happened");
        }
        return code;
    }

    private static int tellUsage(CommandLine command, String message) {
        command.getErr().println("semsearch: " + message);
        command.getErr().println("see '" + command.getCommandSpec().qualifiedName() + " --help'");
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

    /** The JDK's file exceptions say the path alone. */
    private static String describe(Throwable error) {
        return oneLine(switch (error) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
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
                    : error.getMessage();
        });
    }

    private static String describe(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return describe(unmatched);
        }
        String message = oneLine(String.valueOf(error.getMessage())).replaceFirst("^Error: ", "");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String describe(UnmatchedArgumentException error) {
        boolean isCommandExpected = !error.getCommandLine().getSubcommands().isEmpty();
        String kind = error.isUnknownOption()
                ? "unknown option"
                : isCommandExpected ? "unknown command" : "unexpected argument";
        String suggestions = String.join(" or ", error.getSuggestions());
        return oneLine(kind + " '" + error.getUnmatched().getFirst() + "'"
                + (suggestions.isEmpty() ? "" : " (did you mean " + suggestions + "?)"));
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
