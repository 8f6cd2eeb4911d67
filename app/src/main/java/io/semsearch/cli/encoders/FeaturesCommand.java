package io.semsearch.cli.encoders;

import io.semsearch.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with features of photos. */
@Command(name = "features", description = "Compute features of photos, to train on and to index.",
        subcommands = FeaturesExtractCommand.class, synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = "  semsearch features extract --encoder mobilenetv2 --images photos -o f.safetensors")
public final class FeaturesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
