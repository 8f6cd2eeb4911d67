package io.semsearch.cli;

import io.semsearch.search.UnknownImageException;
import io.semsearch.search.UnknownWordsException;
import io.semsearch.trainer.BackendException;
import io.semsearch.trainer.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns an error into one line on stderr and an exit code; the stack is shown with {@code --verbose} alone. */
final class ErrorReporter {

    private ErrorReporter() {}

    static int usageError(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("semsearch: " + oneLine(String.valueOf(error.getMessage())));
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("see '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE;
    }

    static int executionError(Exception error, CommandLine command, ParseResult parsed) {
        if (error instanceof ParameterException usage) {
            return usageError(usage, new String[0]);
        }
        if (error instanceof DemoSteps.DemoStepException step) {
            return step.exitCode();
        }
        Throwable cause = error instanceof UncheckedIOException unchecked && unchecked.getCause() != null
                ? unchecked.getCause()
                : error;
        int code = exitCode(cause);
        PrintWriter err = command.getErr();
        err.println("semsearch: " + (code == ExitCode.INTERNAL ? "internal error: " + cause : describe(cause)));
        if (SemsearchCommand.isVerbose(command)) {
            error.printStackTrace(err);
        } else if (code == ExitCode.INTERNAL) {
            err.println("run the command again with --verbose to see where it happened");
        }
        return code;
    }

    private static int exitCode(Throwable error) {
        return switch (error) {
            case IOException data -> ExitCode.DATA;
            case UnknownImageException data -> ExitCode.DATA;
            case UnknownWordsException data -> ExitCode.DATA;
            case BackendException device -> ExitCode.DATA;
            case DivergedException training -> ExitCode.DATA;
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
            case FileSystemException other when other.getReason() == null && other.getFile() != null ->
                other.getFile() + ": " + other.getClass().getSimpleName();
            default -> error.getMessage() == null ? error.toString() : error.getMessage();
        });
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
