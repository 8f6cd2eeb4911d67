package io.semsearch.cli;

import io.semsearch.cli.commands.SearchCommand;
import io.semsearch.cli.commands.ServeCommand;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the launcher makes its startup caches from: the search that a user has just run, and other short commands on the
 * same collection; or the server that a user has just started. Java keeps the classes that they load
 * ({@code docs/decisions/0060-startup.md}). */
public final class Rehearsal {

    private Rehearsal() {}

    /** Runs the commands; prints what they print.
     *
     * @param args of a {@code semsearch search} that writes no file, or of a {@code semsearch serve} */
    public static void main(String[] args) throws IOException {
        Start.requireOpenFiles();
        System.exit(rehearse(args));
    }

    private static int rehearse(String... args) throws IOException {
        Relaunch.exitWithStarter();
        if (Relaunch.needs(args).isPresent()) {
            return ExitCode.USAGE;
        }
        if (SemsearchCommand.nameIn(args).equals("serve")) {
            return parsed(args) instanceof ServeCommand serve ? serve.rehearse() : ExitCode.USAGE;
        }
        int exitCode = Main.run(args);
        if (exitCode != ExitCode.OK) {
            return exitCode;
        }
        if (!(parsed(args) instanceof SearchCommand search) || search.words().isEmpty()) {
            return ExitCode.USAGE;
        }
        for (List<String> words : commands(search)) {
            exitCode = Math.max(exitCode, Main.run(words.toArray(String[]::new)));
        }
        return exitCode;
    }

    private static Object parsed(String... args) {
        return Main.commandLine(System.nanoTime(), args).parseArgs(args).asCommandLineList().getLast().getCommand();
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
                commands.add(List.of("similar", "-c", collection.toString(), String.valueOf(image.id())));
            }
        }
        return commands;
    }
}
