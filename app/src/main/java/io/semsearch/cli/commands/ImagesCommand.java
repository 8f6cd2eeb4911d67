package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with the photos of an index. */
@Command(name = "images", description = "Fetch the photos of an index from their URLs.",
        subcommands = ImagesFetchCommand.class, synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n", footer = {"  semsearch images fetch -c coco"})
public final class ImagesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
