package io.semsearch.cli;

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
        subcommands = {DemoCommand.class, TrainCommand.class, EvaluateCommand.class,
                IndexCommand.class, AddCommand.class, RemoveCommand.class, OptimizeCommand.class,
                SearchCommand.class, SimilarCommand.class, ShowCommand.class, InfoCommand.class,
                VerifyCommand.class, HubsCommand.class, VectorsCommand.class, CompareCommand.class,
                ReproduceCommand.class, DoctorCommand.class,
                CommandLine.HelpCommand.class},
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

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    static boolean isVerbose(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand() instanceof SemsearchCommand semsearch && semsearch.verbose;
    }
}
