package io.semsearch.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words of a query that begin with a dash: the command line takes them for options. */
final class DashedWords {

    private static final String END_OF_OPTIONS = "--";

    /** What picocli says of {@code --plus -dog}. */
    private static final Pattern VALUE = Pattern.compile("Expected parameter for option '(\\S+)' but found '(.*)'");

    private DashedWords() {}

    /** What to write instead, to be appended to the message; empty if no word begins with a dash.
     *
     * @param args of the call that failed */
    static String remedy(ParameterException error, String... args) {
        Matcher value = VALUE.matcher(String.valueOf(error.getMessage()));
        if (value.matches()) {
            return ": write " + value.group(1) + "=" + value.group(2);
        }
        boolean isTypo = error instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty();
        if (isTypo || !takesWords(error.getCommandLine())) {
            return "";
        }
        return dashedWord(error.getCommandLine(), args).map(word -> "; if "
                + (error instanceof UnmatchedArgumentException ? "that" : "'" + word + "'")
                + " is a word of the query, write " + END_OF_OPTIONS + " before the query").orElse("");
    }

    private static boolean takesWords(CommandLine command) {
        return command.getCommandSpec().positionalParameters().stream()
                .anyMatch(parameter -> parameter.paramLabel().equals("WORD"));
    }

    /** The first argument that begins with a dash and is neither an option nor a number. */
    private static Optional<String> dashedWord(CommandLine command, String... args) {
        return Arrays.stream(args).takeWhile(arg -> !arg.equals(END_OF_OPTIONS))
                .filter(arg -> arg.startsWith("-") && !arg.matches("-[\\d.].*"))
                .filter(arg -> !command.getCommandSpec().optionsMap().containsKey(arg.replaceFirst("=.*", "")))
                .findFirst();
    }
}
