package io.semsearch.cli;

import io.semsearch.search.ImageSearcher;
import io.semsearch.search.IndexedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the launcher's startup cache is made of: a search that a user made, once more, and what is asked beside it. Java
 * keeps the classes that this loads ({@code docs/decisions/0060-startup.md}). */
public final class Rehearsal {

    private Rehearsal() {}

    /** Runs the commands; prints what they print.
     *
     * @param args of a {@code semsearch search} that writes no file */
    public static void main(String[] args) {
        Main.loadAhead().join();
        System.exit(Main.commandLine(System.nanoTime(), args).setExecutionStrategy(parsed -> rehearse(args, parsed))
                .execute(args));
    }

    private static int rehearse(String[] args, ParseResult parsed) {
        CommandLine command = parsed.asCommandLineList().getLast();
        if (!(command.getCommand() instanceof SearchCommand search) || search.words().isEmpty()) {
            return ExitCode.USAGE;
        }
        int worst = run(List.of(args));
        try {
            for (List<String> words : commands(search)) {
                worst = Math.max(worst, run(words));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return worst;
    }

    private static List<List<String>> commands(SearchCommand search) throws IOException {
        Path collection = search.collection();
        List<List<String>> commands = new ArrayList<>();
        for (String format : List.of("table", "json")) {
            commands.add(Stream.concat(Stream.of("search", "-c", collection.toString(), "--format", format, "--"),
                    search.words().stream()).toList());
        }
        commands.add(List.of("info", "-c", collection.toString()));
        try (ImageSearcher searcher = ImageSearcher.open(collection)) {
            for (IndexedImage image : searcher.sample(1, 1)) {
                commands.add(List.of("similar", "-c", collection.toString(), String.valueOf(image.image().id())));
            }
        }
        return commands;
    }

    private static int run(List<String> words) {
        String[] args = words.toArray(String[]::new);
        return Main.commandLine(System.nanoTime(), args).execute(args);
    }
}
