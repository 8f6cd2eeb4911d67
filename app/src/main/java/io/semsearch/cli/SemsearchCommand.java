package io.semsearch.cli;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(name = "semsearch", scope = ScopeType.INHERIT, sortOptions = false, sortSynopsis = false,
        versionProvider = Version.class, mixinStandardHelpOptions = true,
        description = "Finds photos by what they show: trains a linear map from image features to words, indexes it in "
                + "Lucene, and searches it.",
        synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:ok", "1:a fault of the program", "2:the command was called wrongly",
                "3:a file, a collection or a query cannot be served"},
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch demo", "  semsearch search a red boat at night",
                "  semsearch help train",
                "%nEnvironment:%n  SEMSEARCH_COLLECTION  the collection, where -c is not given",
                "  SEMSEARCH_JAVA_OPTS   options for the Java machine, such as -Xmx4g"})
final class SemsearchCommand implements Callable<Integer> {

    @Option(names = "--verbose", scope = ScopeType.INHERIT,
            description = "Show where in the program an error happened.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    /** In the order of the help. */
    static final List<String> COMMANDS = List.of("demo", "train", "evaluate", "index", "add", "remove",
            "optimize", "search", "similar", "show", "info", "verify", "hubs", "vectors", "compare", "reproduce",
            "doctor", "help");

    private final Profile profile;

    /** @param profile of the command that is run */
    SemsearchCommand(Profile profile) {
        this.profile = profile;
    }

    /** Adds the commands that a call needs: picocli takes some 5 ms to look at each one.
     *
     * @param words of the call; if they begin with no command that stands alone, all are added */
    static void addCommands(CommandLine root, String... words) {
        List<String> needed = Arrays.stream(words).filter(word -> !word.startsWith("-")).limit(1)
                .filter(word -> !word.equals("help") && COMMANDS.contains(word)).toList();
        for (String name : needed.isEmpty() ? COMMANDS : needed) {
            root.addSubcommand(name, command(name));
        }
    }

    private static Class<?> command(String name) {
        return switch (name) {
            case "demo" -> DemoCommand.class;
            case "train" -> TrainCommand.class;
            case "evaluate" -> EvaluateCommand.class;
            case "index" -> IndexCommand.class;
            case "add" -> AddCommand.class;
            case "remove" -> RemoveCommand.class;
            case "optimize" -> OptimizeCommand.class;
            case "search" -> SearchCommand.class;
            case "similar" -> SimilarCommand.class;
            case "show" -> ShowCommand.class;
            case "info" -> InfoCommand.class;
            case "verify" -> VerifyCommand.class;
            case "hubs" -> HubsCommand.class;
            case "vectors" -> VectorsCommand.class;
            case "compare" -> CompareCommand.class;
            case "reproduce" -> ReproduceCommand.class;
            case "doctor" -> DoctorCommand.class;
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

    /** Of the command that is run. */
    static Profile profile(CommandSpec spec) {
        return ((SemsearchCommand) root(spec.commandLine())).profile;
    }

    private static Object root(CommandLine command) {
        return command.getCommandSpec().root().userObject();
    }
}
