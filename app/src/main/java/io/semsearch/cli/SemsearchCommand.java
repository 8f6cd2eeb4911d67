package io.semsearch.cli;

import io.semsearch.cli.captions.CaptionCommand;
import io.semsearch.cli.captions.CaptionerCommand;
import io.semsearch.cli.commands.AddCommand;
import io.semsearch.cli.commands.CompareCommand;
import io.semsearch.cli.commands.DoctorCommand;
import io.semsearch.cli.commands.DuplicatesCommand;
import io.semsearch.cli.commands.EvaluateCommand;
import io.semsearch.cli.commands.HubsCommand;
import io.semsearch.cli.commands.ImagesCommand;
import io.semsearch.cli.commands.IndexCommand;
import io.semsearch.cli.commands.InfoCommand;
import io.semsearch.cli.commands.OptimizeCommand;
import io.semsearch.cli.commands.PhotosCommand;
import io.semsearch.cli.commands.RemoveCommand;
import io.semsearch.cli.commands.SearchCommand;
import io.semsearch.cli.commands.ServeCommand;
import io.semsearch.cli.commands.ShowCommand;
import io.semsearch.cli.commands.SimilarCommand;
import io.semsearch.cli.commands.TrainCommand;
import io.semsearch.cli.commands.VerifyCommand;
import io.semsearch.cli.commands.WatchCommand;
import io.semsearch.cli.demo.DemoCommand;
import io.semsearch.cli.encoders.EncoderCommand;
import io.semsearch.cli.encoders.FeaturesCommand;
import io.semsearch.cli.experiments.ReproduceCommand;
import io.semsearch.cli.output.Profile;
import io.semsearch.cli.vectors.VectorsCommand;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: {@code semsearch} without a command shows the help. */
@Command(name = "semsearch", addMethodSubcommands = false, sortOptions = false, sortSynopsis = false,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class, mixinStandardHelpOptions = true,
        description = "Search photos by what they show: train a linear map from image features to words, index "
                + "the photos in Lucene, and search them.",
        synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:ok", "1:an error in the program", "2:wrong usage",
                "3:a file, a collection or a query that cannot be used"},
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch demo", "  semsearch search a red boat at night",
                "  semsearch help train",
                "%nEnvironment:%n  SEMSEARCH_COLLECTION  the collection, if -c is not given",
                "  SEMSEARCH_JAVA_OPTS   options for the JVM, such as -Xmx4g"})
public final class SemsearchCommand implements Callable<Integer> {

    /** In the order of the help. */
    static final List<String> COMMANDS = List.of("demo", "photos", "watch", "serve", "train", "evaluate", "index",
            "add",
            "remove", "optimize", "search", "similar", "caption", "duplicates", "show", "info", "verify", "hubs",
            "encoder", "features", "images", "captioner", "vectors", "compare", "reproduce", "doctor", "help");

    @Option(names = "--verbose", order = 1, scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private final Profile profile;

    /** @param profile times of the command that runs */
    SemsearchCommand(Profile profile) {
        this.profile = profile;
    }

    /** The command that a call names: its first word that is no option; empty if it has none. */
    static String nameIn(String... words) {
        return Arrays.stream(words).filter(word -> !word.startsWith("-")).findFirst().orElse("");
    }

    /** Adds the commands that a call needs: picocli takes some 5 ms for each.
     *
     * @param words of the call; if they do not name a command, or name {@code help}, all commands are added */
    static void addCommands(CommandLine root, String... words) {
        String called = nameIn(words);
        boolean standsAlone = COMMANDS.contains(called) && !called.equals("help");
        for (String name : standsAlone ? List.of(called) : COMMANDS) {
            root.addSubcommand(name, command(name));
        }
    }

    private static Object command(String name) {
        return switch (name) {
            case "demo" -> DemoCommand.class;
            case "train" -> TrainCommand.spec();
            case "evaluate" -> EvaluateCommand.class;
            case "index" -> IndexCommand.class;
            case "photos" -> PhotosCommand.class;
            case "watch" -> WatchCommand.class;
            case "add" -> AddCommand.spec();
            case "remove" -> RemoveCommand.class;
            case "optimize" -> OptimizeCommand.class;
            case "search" -> SearchCommand.class;
            case "similar" -> SimilarCommand.class;
            case "duplicates" -> DuplicatesCommand.class;
            case "caption" -> CaptionCommand.class;
            case "captioner" -> CaptionerCommand.class;
            case "show" -> ShowCommand.class;
            case "info" -> InfoCommand.class;
            case "verify" -> VerifyCommand.class;
            case "hubs" -> HubsCommand.class;
            case "encoder" -> EncoderCommand.class;
            case "features" -> FeaturesCommand.class;
            case "images" -> ImagesCommand.class;
            case "vectors" -> VectorsCommand.class;
            case "compare" -> CompareCommand.class;
            case "reproduce" -> ReproduceCommand.class;
            case "doctor" -> DoctorCommand.class;
            case "serve" -> ServeCommand.class;
            case "help" -> CommandLine.HelpCommand.class;
            default -> throw new IllegalArgumentException("no command is called " + name);
        };
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    static boolean isVerbose(CommandLine command) {
        return root(command) instanceof SemsearchCommand semsearch && semsearch.verbose;
    }

    /** Times of the command that runs. */
    public static Profile profile(CommandSpec spec) {
        return ((SemsearchCommand) root(spec.commandLine())).profile;
    }

    private static Object root(CommandLine command) {
        return command.getCommandSpec().root().userObject();
    }
}
