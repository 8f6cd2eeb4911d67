package io.semsearch.cli.reports;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.cli.reports.EvaluationPage.Example;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageFileFinder;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.evaluation.EvaluateModel;
import io.semsearch.operations.evaluation.Measurement;
import io.semsearch.operations.training.TrainingReports;
import io.semsearch.search.IndexedImage;
import io.semsearch.trainer.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/** Writes the page of an evaluation: tables, plots, the best and the worst queries, the worst hubs. */
public final class EvaluationReport {

    private static final int EXAMPLES = 6;
    private static final int HUBS = 8;

    private final Measurement measurement;
    private final ModelArtifact model;
    private final Map<Long, ImageRecord> images;
    private final Map<Long, List<Caption>> captions;
    private final ImageFileFinder photos;

    /** @param photos finds the local files of images */
    public EvaluationReport(EvaluateModel.Result result, ImageFileFinder photos) {
        this.measurement = result.measurement();
        this.model = result.model();
        this.images = result.images().stream().collect(Collectors.toMap(ImageRecord::id, Function.identity()));
        this.captions = measurement.captions().captions().stream().collect(Collectors.groupingBy(Caption::imageId));
        this.photos = photos;
    }

    /** Writes the page.
     *
     * @param collection whose training is plotted, if its reports are there
     * @param listener   gets a remark if nothing can be plotted */
    public void write(Path file, CollectionFolder collection, OperationListener listener) throws IOException {
        HtmlPage page = new HtmlPage(file);
        List<Plot> plots = new ArrayList<>();
        List<Plot> trainingPlots = new ArrayList<>();
        try {
            plots.add(plot(EvaluationCharts.recallCurve(measurement.evaluation()), "recall over k"));
            plots.add(plot(EvaluationCharts.rankHistogram(measurement.evaluation()), "histogram of ranks"));
            plots.add(plot(EvaluationCharts.occurrenceHistogram(measurement.evaluation()), "histogram of N_10"));
            List<EpochReport> epochs = new TrainingReports(collection.reports()).read();
            if (!epochs.isEmpty() && epochs.stream().allMatch(epoch -> epoch.validation().isPresent())) {
                for (XYChart chart : TrainingCharts.of(epochs)) {
                    trainingPlots.add(plot(chart, "curves by epoch"));
                }
            }
        } catch (LinkageError | InternalError e) {
            // a Java without fonts or the libraries that draw them, as on servers
            listener.onRemark(Formats.text("the page has no plots: this Java cannot draw text (%s)",
                    Formats.line(String.valueOf(e))));
        }
        page.write("evaluation.jte", new EvaluationPage(Formats.fingerprint(model.manifest().fingerprint()),
                collection.path().toString(), new MeasurementTable(measurement), plots, trainingPlots,
                examples(page, QueryExample.best(measurement, model.captionEmbedder(), EXAMPLES)),
                examples(page, QueryExample.worst(measurement, model.captionEmbedder(), EXAMPLES)),
                measurement.evaluation().hubness().hubs().stream().limit(HUBS)
                        .map(hub -> page.card(image(hub.imageId()), "in " + Formats.count(hub.kOccurrence(), "list")))
                        .toList()));
    }

    private static Plot plot(Chart<?, ?> chart, String alternative) throws IOException {
        return Plot.of(Charts.draw(List.of(chart), EvaluationCharts.WIDTH, EvaluationCharts.HEIGHT), alternative);
    }

    private List<Example> examples(HtmlPage page, List<QueryExample> examples) {
        return examples.stream().map(example -> {
            List<Card> cards = new ArrayList<>();
            cards.add(card(page, example.own(), Formats.text("its photo: rank %,d of %,d, similarity %.3f",
                    example.own().rank(), measurement.evaluation().gallerySize(), example.own().similarity())));
            for (QueryExample.Answer answer : example.answers()) {
                if (answer.row() != example.own().row()) {
                    cards.add(card(page, answer,
                            Formats.text("%d. similarity %.3f", answer.rank(), answer.similarity())));
                }
            }
            return new Example(Formats.line(example.caption().text()), cards);
        }).toList();
    }

    private Card card(HtmlPage page, QueryExample.Answer answer, String label) {
        return page.card(image(measurement.dataset().images().imageId(answer.row())), label);
    }

    private IndexedImage image(long id) {
        ImageRecord image = images.getOrDefault(id, ImageRecord.ofId(id));
        return new IndexedImage(image, captions.getOrDefault(id, List.of()).stream().map(Caption::text).toList(),
                photos.find(image));
    }
}
