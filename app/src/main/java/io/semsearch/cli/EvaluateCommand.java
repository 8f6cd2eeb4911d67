package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.evaluation.Evaluation;
import io.semsearch.evaluation.EvaluationOptions;
import io.semsearch.evaluation.MeasuredGallery;
import io.semsearch.evaluation.QueryForms;
import io.semsearch.indexer.PictureFinder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.TrainingConfig;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A model and a captioned set to figures. */
@Command(name = "evaluate",
        description = "Measure the collection's model on any captioned set, best one it has never seen.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch evaluate -c coco --captions val.json --features val.npy",
                "  semsearch evaluate -c coco --captions val.json --features val.npy \\",
                "      --format json",
                "  semsearch evaluate -c coco --captions val.json --features val.npy \\",
                "      --report coco.html",
                "%nText to image: each caption looks for its own image among all. Of equally",
                "similar images a random order decides, drawn by --seed. A caption without a",
                "known word is left out and counted; among the ways to ask it has failed, and",
                "counts as ranked last.",
                "%nHub correction: the same captions, but images are ranked by their cosine less",
                "what each pays for standing near to captions that the model was trained on."})
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of the triplets, the order of ties, folds, resamples and typos. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--margin", paramLabel = "X",
            description = "Of the loss. Default: what the model was trained with.")
    private @Nullable Double margin;

    @Option(names = "--form-queries", paramLabel = "N",
            description = "Captions that are also asked for as keywords, as first words and with a typo, at most; 0 for "
                    + "none. Default: all.")
    private int formQueries = Integer.MAX_VALUE;

    @Option(names = "--report", paramLabel = "F.html",
            description = "Also write a page: tables, plots, and the best and worst queries with pictures.")
    private @Nullable Path report;

    @Mixin
    private PictureFolderOption pictures = new PictureFolderOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        requireMargin();
        EvaluationOptions options = EvaluationOptions.ofSeed(seed).withFormQueries(formQueries);
        List<Path> pictureFolders = pictures.folders(data);
        if (report != null && Files.isDirectory(report)) {
            throw new IOException(report + ": expected a file's name, found a folder");
        }
        Path modelFolder = collection.existing().resolve(ModelArtifact.FOLDER);
        ModelReader.verify(modelFolder);
        ModelArtifact model = ModelReader.read(modelFolder);
        CaptionDataset captions = data.readCaptions(console.progress());
        CaptionedFeatures joined = data.join(captions, data.readFeatures(model.projection(), console.progress()));
        DroppedImages.of(joined).forEach(line -> console.note("%s", line));
        Measurement measurement = measure(joined, model, options, console);
        if (report != null) {
            new EvaluationReport(measurement, model, captions.images(), new PictureFinder(pictureFolders))
                    .write(report, collection.folder(), console);
            console.note("report: %s", report.toUri());
        }
        console.out().println(format.isJson() ? measurement.json() : new MeasurementTable(measurement).text());
        console.out().flush();
        return ExitCode.OK;
    }

    private Measurement measure(CaptionedFeatures joined, ModelArtifact model, EvaluationOptions options,
            Console console) throws IOException {
        EmbeddedDataset dataset = EmbeddedCaptions.embed("to measure on", joined, model.captionEmbedder(), console);
        FloatMatrix images = model.projection().projectAll(dataset.images());
        TripletMetrics triplets = TripletMetrics.of(dataset, images,
                new TripletSampler(dataset).sample(new SplittableRandom(seed)), margin(model));
        HubBank bank = HubBank.of(model);
        Evaluation evaluation = Evaluation.of(dataset,
                new MeasuredGallery(images, bank.penalties(images, dataset.images())), options, console.progress());
        return new Measurement(joined, dataset, images, evaluation, triplets,
                new QueryForms(joined, model.captionEmbedder(), images, options).measure(evaluation,
                        console.progress()),
                bank.missing());
    }

    private void requireMargin() {
        if (margin != null && !(margin > 0 && margin <= 2)) {
            throw new IllegalArgumentException("--margin must lie in (0, 2], got " + margin);
        }
    }

    private double margin(ModelArtifact model) {
        if (margin != null) {
            return margin;
        }
        return model.manifest().training().get("margin") instanceof Number trained
                ? trained.doubleValue()
                : TrainingConfig.COURSE.objective().margin();
    }
}
