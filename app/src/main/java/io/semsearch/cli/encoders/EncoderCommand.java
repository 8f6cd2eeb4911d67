package io.semsearch.cli.encoders;

import io.semsearch.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with encoders of photos. */
@Command(name = "encoder",
        description = "Make encoders of image networks: import a file or fetch a known one, list and describe them, "
                + "and check which one made a collection's features.",
        subcommands = {EncoderImportCommand.class, EncoderFetchCommand.class, EncoderListCommand.class,
                EncoderShowCommand.class, EncoderCheckCommand.class},
        synopsisSubcommandLabel = "COMMAND", footerHeading = "%nExamples:%n", footer = {
                "  semsearch encoder import resnet50.onnx --quality best",
                "  semsearch encoder fetch mobilenetv2", "  semsearch encoder list"})
public final class EncoderCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
