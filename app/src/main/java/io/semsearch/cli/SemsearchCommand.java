package io.semsearch.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The root of all commands.
 *
 * <p>It, {@link SearchCommand} and {@link SimilarCommand} declare their options by picocli's builders: reading annotations takes
 * a search from the shell a fifth of its time (decision record 0060). All other commands are annotated. */
final class SemsearchCommand implements Callable<Integer> {

    /** In the order of the help. */
    static final List<String> COMMANDS = List.of("demo", "train", "evaluate", "index", "add", "remove",
            "optimize", "search", "similar", "show", "info", "verify", "hubs", "vectors", "compare", "reproduce",
            "doctor", "help");

    private static final Map<String, String> EXIT_CODES = new TreeMap<>(Map.of("0", "ok", "1", "a fault of the program",
            "2", "the command was called wrongly", "3", "a file, a collection or a query cannot be served"));

    private final OptionSpec verbose = inherited("--verbose")
            .description("Show where in the program an error happened.").build();
    private final CommandSpec spec;
    private final Profile profile;

    /** @param profile of the command that is run */
    SemsearchCommand(Profile profile) {
        this.profile = profile;
        spec = CommandSpec.wrapWithoutInspection(this).name("semsearch").scopeType(ScopeType.INHERIT)
                .versionProvider(new Version());
        spec.usageMessage().sortOptions(false).sortSynopsis(false)
                .description(
                        "Finds photos by what they show: trains a linear map from image features to words, indexes it "
                                + "in Lucene, and searches it.")
                .synopsisSubcommandLabel("COMMAND").exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES).footerHeading("%nExamples:%n")
                .footer("  semsearch demo", "  semsearch search a red boat at night", "  semsearch help train",
                        "%nEnvironment:%n  SEMSEARCH_COLLECTION  the collection, where -c is not given",
                        "  SEMSEARCH_JAVA_OPTS   options for the Java machine, such as -Xmx4g");
        OptionSpec help = inherited("-h", "--help").usageHelp(true).description("Show this help message and exit.")
                .build();
        OptionSpec version = inherited("-V", "--version").versionHelp(true)
                .description("Print version information and exit.").build();
        spec.addOption(help).addOption(version).addOption(verbose);
    }

    private static OptionSpec.Builder inherited(String... names) {
        return OptionSpec.builder(names).scopeType(ScopeType.INHERIT);
    }

    CommandSpec spec() {
        return spec;
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

    private static Object command(String name) {
        return switch (name) {
            case "demo" -> DemoCommand.class;
            case "train" -> TrainCommand.class;
            case "evaluate" -> EvaluateCommand.class;
            case "index" -> IndexCommand.class;
            case "add" -> AddCommand.class;
            case "remove" -> RemoveCommand.class;
            case "optimize" -> OptimizeCommand.class;
            case "search" -> new SearchCommand().spec();
            case "similar" -> new SimilarCommand().spec();
            case "show" -> ShowCommand.class;
            case "info" -> InfoCommand.class;
            case "verify" -> VerifyCommand.class;
            case "hubs" -> HubsCommand.class;
            case "vectors" -> VectorsCommand.class;
            case "compare" -> CompareCommand.class;
            case "reproduce" -> ReproduceCommand.class;
            case "doctor" -> DoctorCommand.class;
            case "help" -> help();
            default -> throw new IllegalArgumentException("no command is called " + name);
        };
    }

    /** Picocli's, but for its own {@code --help}: all commands inherit one. */
    private static CommandSpec help() {
        CommandSpec help = CommandSpec.forAnnotatedObject(CommandLine.HelpCommand.class);
        return help.remove(help.findOption("--help"));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    static boolean isVerbose(CommandLine command) {
        return root(command) instanceof SemsearchCommand semsearch && OptionValues.isSet(semsearch.verbose);
    }

    /** Of the command that is run. */
    static Profile profile(CommandSpec spec) {
        return ((SemsearchCommand) root(spec.commandLine())).profile;
    }

    private static Object root(CommandLine command) {
        return command.getCommandSpec().root().userObject();
    }
}
