package io.semsearch.cli.captions;

import io.semsearch.captioning.CaptionOptions;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.DataOptions;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.captioning.CaptionerMeasurement;
import io.semsearch.operations.captioning.EvaluateCaptioner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a captioner: {@link EvaluateCaptioner} on the command line. */
@Command(name = "evaluate",
        description = "Write captions for captioned photos, preferably some that the captioner was not trained on, and "
                + "measure how near they are to those of people.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch captioner evaluate -c flickr --captions val.json --features f.npy",
                "  semsearch captioner evaluate -c flickr --captions val.json --features f.npy \\",
                "      --training-captions train.json --format json",
                "%nBLEU, ROUGE-L and CIDEr-D compare with all captions of a photo. People are",
                "measured one at a time against the others of the same photo, so the captioner",
                "has a second row with one reference less."})
public final class CaptionerEvaluateCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--training-captions", arity = "1..*", paramLabel = "F",
            description = "Captions that it was trained on; --features must have their photos. Also measures the caption of "
                    + "the nearest training photo, and counts copied captions.")
    private List<Path> training = List.of();

    @Option(names = "--beam", paramLabel = "N",
            description = "Beginnings of captions that are followed. Default: ${DEFAULT-VALUE}.")
    private int beam = CaptionOptions.DEFAULT.beam();

    @Option(names = "--with", paramLabel = "DIR",
            description = "Write captions as an ensemble with the captioner of this collection, trained on the same "
                    + "captions: a word's probability is the mean of theirs. Repeatable.")
    private List<Path> with = List.of();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        CaptionerMeasurement measured = EvaluateCaptioner.run(new EvaluateCaptioner.Options(collection.collection(),
                data.files(), training, CaptionOptions.DEFAULT.withBeam(beam),
                with.stream().map(CollectionFolder::new).toList()), console);
        console.out().println(format.isJson() ? CaptionerOutput.json(measured) : CaptionerOutput.text(measured));
        console.out().flush();
        return ExitCode.OK;
    }
}
