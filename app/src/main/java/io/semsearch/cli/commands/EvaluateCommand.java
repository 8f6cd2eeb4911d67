package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.DataOptions;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.PhotoFolderOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.MeasurementJson;
import io.semsearch.cli.reports.EvaluationReport;
import io.semsearch.cli.reports.MeasurementTable;
import io.semsearch.evaluation.EvaluationOptions;
import io.semsearch.indexer.ImageFileFinder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.ImageFolders;
import io.semsearch.operations.evaluation.EvaluateModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model: {@link EvaluateModel} on the command line. */
@Command(name = "evaluate",
        description = "Measure the collection's model on captioned photos, preferably some that it was not "
                + "trained on.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch evaluate -c coco --captions val.json --features val.npy",
                "  semsearch evaluate -c coco --captions val.json --features val.npy \\",
                "      --format json",
                "  semsearch evaluate -c coco --captions val.json --features val.npy \\",
                "      --report coco.html",
                "%nText to image: each caption is a query for its own photo among all. Ties",
                "are broken in a random order, drawn by --seed. A caption without a known word",
                "is left out and counted; in the query forms it fails and is ranked last.",
                "%nHub correction: the same queries, but photos are ranked by their cosine minus",
                "a penalty for being similar to many training captions."})
public final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "" + EvaluateModel.Options.DEFAULT_SEED,
            description = "Seed of the triplets, the order of ties, the folds, the resamples and the typos. "
                    + "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--margin", paramLabel = "X",
            description = "Margin of the loss. Default: the one that the model was trained with.")
    private @Nullable Double margin;

    @Option(names = "--form-queries", paramLabel = "N",
            description = "How many captions, at most, to search for again as keywords, by their first words, and "
                    + "with a typo; 0 for none. Default: 20000.")
    private @Nullable Integer formQueries;

    @Option(names = "--report", paramLabel = "F.html",
            description = "Also write a web page with tables, plots, and the best and worst queries with their "
                    + "photos.")
    private @Nullable Path report;

    @Mixin
    private PhotoFolderOption photos = new PhotoFolderOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        EvaluateModel.Options options = options();
        List<Path> photoFolders = ImageFolders.of(photos.folder(), options.data());
        if (report != null && Files.isDirectory(report)) {
            throw new IOException(report + ": expected a file's name, found a folder");
        }
        EvaluateModel.Result result = EvaluateModel.run(options, console);
        if (report != null) {
            new EvaluationReport(result, new ImageFileFinder(photoFolders)).write(report, options.collection(),
                    console);
            console.note("report: %s", report.toUri());
        }
        console.out().println(format.isJson()
                ? MeasurementJson.of(result.measurement())
                : new MeasurementTable(result.measurement()).text());
        console.out().flush();
        return ExitCode.OK;
    }

    private EvaluateModel.Options options() {
        EvaluationOptions evaluation = EvaluationOptions.ofSeed(seed);
        DataFiles files = data.files();
        return new EvaluateModel.Options(collection.collection(), files,
                formQueries == null ? evaluation : evaluation.withFormQueries(formQueries),
                margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin));
    }
}
