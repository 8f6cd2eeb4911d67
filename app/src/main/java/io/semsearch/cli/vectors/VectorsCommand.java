package io.semsearch.cli.vectors;

import io.semsearch.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with word vectors by themselves. */
@Command(name = "vectors",
        description = "Train word vectors, convert their files, and find the words nearest to a word.",
        subcommands = {VectorsTrainCommand.class, VectorsConvertCommand.class, VectorsNearestCommand.class},
        synopsisSubcommandLabel = "COMMAND", footerHeading = "%nExamples:%n", footer = {
                "  semsearch vectors train --captions captions.json --phrases --out mine.txt",
                "  semsearch vectors convert GoogleNews.bin.gz small.bin --extra-words 50000",
                "  semsearch vectors nearest dog --vectors mine.txt"})
public final class VectorsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
