package io.semsearch.cli.captions;

import io.semsearch.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with captioners. */
@Command(name = "captioner",
        description = "Train a captioner, which writes captions for photos, and measure its captions.",
        subcommands = {CaptionerTrainCommand.class, CaptionerEvaluateCommand.class},
        synopsisSubcommandLabel = "COMMAND", footerHeading = "%nExamples:%n", footer = {
                "  semsearch captioner train -c flickr --captions train.json --features f.npy",
                "  semsearch captioner evaluate -c flickr --captions val.json --features f.npy",
                "%n'semsearch caption' writes captions."})
public final class CaptionerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
