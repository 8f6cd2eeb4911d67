package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.evaluation.Hubness;
import io.semsearch.indexer.PictureFinder;
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

/** An evaluation as a page: tables, plots, the best and the worst queries, the worst hubs. */
final class EvaluationReport {

    private static final int EXAMPLES = 6;
    private static final int HUBS = 8;

    private final Measurement measurement;
    private final ModelArtifact model;
    private final Map<Long, ImageRecord> images;
    private final Map<Long, List<Caption>> captions;
    private final PictureFinder pictures;

    /** @param images that the captions tell of */
    EvaluationReport(Measurement measurement, ModelArtifact model, List<ImageRecord> images, PictureFinder pictures) {
        this.measurement = measurement;
        this.model = model;
        this.images = images.stream().collect(Collectors.toMap(ImageRecord::id, Function.identity()));
        this.captions = measurement.captions().captions().stream().collect(Collectors.groupingBy(Caption::imageId));
        this.pictures = pictures;
    }

    /** Writes the page.
     *
     * @param collection whose training is drawn, if its reports are there
     * @param console    is told of what could not be drawn */
    void write(Path file, Path collection, Console console) throws IOException {
        HtmlPage page = new HtmlPage(file, "What the model finds");
        MeasurementTable table = new MeasurementTable(measurement);
        page.paragraph(
                "Model " + model.manifest().fingerprint().substring(0, 12) + " of " + collection + ". Measured on "
                        + table.gallery() + ".");
        page.paragraph("Triplets: " + table.triplets() + ".");
        page.table(table.directions());
        if (!measurement.forms().isEmpty()) {
            page.heading("Ways to ask").table(table.forms());
        }
        page.heading("Hubs").paragraph("Lists " + table.hubness() + ".");
        addCorrections(page, table);
        addPlots(page, collection, console);
        addExamples(page);
        page.heading("The worst hubs").cards(measurement.evaluation().hubness().hubs().stream().limit(HUBS)
                .map(this::card).toList());
        page.write();
    }

    private void addCorrections(HtmlPage page, MeasurementTable table) {
        if (measurement.whyUncorrected().isPresent()) {
            page.paragraph("They cannot be held back: " + measurement.whyUncorrected().get() + ".");
            return;
        }
        page.paragraph("Held back, each image pays for standing near to captions that the model was trained on:")
                .table(table.corrections());
    }

    private void addPlots(HtmlPage page, Path collection, Console console) throws IOException {
        page.heading("Curves");
        try {
            plot(page, "recall over k", EvaluationCharts.recallCurve(measurement.evaluation()));
            plot(page, "histogram of ranks", EvaluationCharts.rankHistogram(measurement.evaluation()));
            plot(page, "histogram of N_10", EvaluationCharts.occurrenceHistogram(measurement.evaluation()));
            List<EpochReport> epochs = TrainingReports.read(collection.resolve("reports"));
            if (!epochs.isEmpty() && epochs.stream().allMatch(epoch -> epoch.validation().isPresent())) {
                page.paragraph("How this collection's model was trained:");
                for (XYChart chart : TrainingReports.curves(epochs)) {
                    plot(page, "curves by epoch", chart);
                }
            }
        } catch (LinkageError | InternalError e) {
            // a Java without fonts or the libraries that draw them, as on servers
            page.paragraph("Not drawn: the Java that wrote this page cannot draw text.");
            console.note("the page has no plots, for this Java cannot draw text (%s)",
                    Formats.line(String.valueOf(e)));
        }
    }

    private static void plot(HtmlPage page, String alternative, Chart<?, ?> chart) throws IOException {
        page.plot(Charts.dataUri(Charts.picture(List.of(chart), EvaluationCharts.WIDTH, EvaluationCharts.HEIGHT)),
                alternative);
    }

    private void addExamples(HtmlPage page) {
        page.heading("The surest queries").paragraph(
                "Found at once, and most similar to their image. The first card is the caption's own image.");
        QueryExample.best(measurement, model.captionEmbedder(), EXAMPLES).forEach(example -> add(page, example));
        page.heading("The worst queries")
                .paragraph("Their image has the last ranks; beside it what was found instead.");
        QueryExample.worst(measurement, model.captionEmbedder(), EXAMPLES).forEach(example -> add(page, example));
    }

    private void add(HtmlPage page, QueryExample example) {
        page.paragraph("\u201c" + Formats.line(example.caption().text()) + "\u201d");
        List<HtmlPage.Card> cards = new ArrayList<>();
        cards.add(card(example.own(), Formats.text("its image: rank %,d of %,d, similarity %.3f", example.own().rank(),
                measurement.evaluation().gallerySize(), example.own().similarity())));
        for (QueryExample.Answer answer : example.answers()) {
            if (answer.row() != example.own().row()) {
                cards.add(card(answer, Formats.text("%d. similarity %.3f", answer.rank(), answer.similarity())));
            }
        }
        page.cards(cards);
    }

    private HtmlPage.Card card(QueryExample.Answer answer, String label) {
        return new HtmlPage.Card(image(measurement.dataset().images().imageId(answer.row())), label);
    }

    private HtmlPage.Card card(Hubness.Hub hub) {
        return new HtmlPage.Card(image(hub.imageId()), "in " + Formats.count(hub.kOccurrence(), "list"));
    }

    private IndexedImage image(long id) {
        ImageRecord image = images.getOrDefault(id, ImageRecord.ofId(id));
        return new IndexedImage(image, captions.getOrDefault(id, List.of()).stream().map(Caption::text).toList(),
                pictures.find(image));
    }
}
