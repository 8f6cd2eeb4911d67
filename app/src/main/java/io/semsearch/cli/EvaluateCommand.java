package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.evaluation.Evaluation;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.TrainingConfig;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.trainer.triplet.TripletSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** A model and a captioned set to figures. */
@Command(name = "evaluate",
        description = "Measure the collection's model on any captioned set, best one it has never seen.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch evaluate -c coco --captions val.json --features val.npy",
                "  semsearch evaluate -c coco --captions val.json --features val.npy --format json"})
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of the triplets, one for each caption. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--margin", paramLabel = "X",
            description = "Of the loss. Default: what the model was trained with.")
    private @Nullable Double margin;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        requireMargin();
        Path modelFolder = collection.existing().resolve(ModelArtifact.FOLDER);
        ModelReader.verify(modelFolder);
        ModelArtifact model = ModelReader.read(modelFolder);
        CaptionedFeatures joined = data.join(data.readCaptions(console.progress()),
                data.readFeatures(model.projection(), console.progress()));
        DroppedImages.of(joined).forEach(line -> console.note("%s", line));
        EmbeddedDataset dataset = EmbeddedCaptions.embed("to measure on", joined, model.captionEmbedder(), console);
        TripletSampler sampler = new TripletSampler(dataset);
        Evaluation evaluation = Evaluation.of(dataset, model.projection(), console.progress());
        TripletMetrics triplets = TripletMetrics.of(dataset, model.projection().projectAll(dataset.images()),
                sampler.sample(new SplittableRandom(seed)), margin(model));
        console.out()
                .println(format.isJson() ? json(evaluation, triplets, dataset) : text(evaluation, triplets, dataset));
        console.out().flush();
        return ExitCode.OK;
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

    private static String json(Evaluation evaluation, TripletMetrics triplets, EmbeddedDataset dataset) {
        ObjectNode json = ResultJson.object().put("gallerySize", evaluation.gallerySize())
                .put("queries", evaluation.queries()).put("captionsWithoutEmbedding", dataset.withoutEmbedding())
                .put("tripletAccuracy", triplets.accuracy()).put("loss", triplets.loss());
        json.set("textToImage", ResultJson.of(evaluation.textToImage()));
        json.set("imageToText", ResultJson.of(evaluation.imageToText()));
        return ResultJson.print(json);
    }

    private static String text(Evaluation evaluation, TripletMetrics triplets, EmbeddedDataset dataset) {
        return Formats.text("""
                gallery        %,d images, %,d captions (%,d without a known word left out)
                triplets       %s in the right order, loss %.4f (%,d triplets, one for each caption)
                %s
                %s
                chance         R@10 %s""", evaluation.gallerySize(), evaluation.queries(), dataset.withoutEmbedding(),
                Formats.percent(triplets.accuracy()), triplets.loss(), triplets.triplets(),
                line("text to image", evaluation.textToImage()), line("image to text", evaluation.imageToText()),
                Formats.percent(Math.min(1, 10.0 / evaluation.gallerySize())));
    }

    private static String line(String direction, RetrievalMetrics metrics) {
        return Formats.text("%s  R@1 %s, R@5 %s, R@10 %s, median rank %.1f, mean rank %.1f, MRR %.4f", direction,
                Formats.percent(metrics.recallAt1()), Formats.percent(metrics.recallAt5()),
                Formats.percent(metrics.recallAt10()), metrics.medianRank(), metrics.meanRank(),
                metrics.meanReciprocalRank());
    }
}
