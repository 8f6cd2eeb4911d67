package io.semsearch.evaluation;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Captions asked for in every {@link QueryForm}, the same captions in each.
 *
 * @param dataset captions and the images of the gallery
 * @param embedder of the captions
 * @param gallery the semantic vectors of the dataset's images, shape [images, semanticDimension]
 * @param options how many captions; the seed of typos and ties */
public record QueryForms(CaptionedFeatures dataset, CaptionEmbedder embedder, FloatMatrix gallery,
        EvaluationOptions options) {

    /** Measures every form.
     *
     * @param whole the same captions, as they were written: if all are asked for, they are not ranked again
     * @return one for each form; none if no query is asked for
     * @throws IllegalArgumentException if there is no caption */
    public List<QueryFormMetrics> measure(Evaluation whole, Progress progress) {
        if (options.formQueries() == 0) {
            return List.of();
        }
        List<Caption> captions = drawn();
        List<QueryFormMetrics> all = new ArrayList<>();
        List<QueryForm> forms = new ArrayList<>(List.of(QueryForm.values()));
        if (captions.size() == dataset.captions().size()) {
            forms.remove(QueryForm.VERBATIM);
            all.add(metrics(QueryForm.VERBATIM, whole.textToImage().ranks(), captions.size()));
        }
        try (Progress.Task task = progress.start("Ranking query forms", (long) captions.size() * forms.size(),
                "queries")) {
            for (QueryForm form : forms) {
                long before = (long) captions.size() * forms.indexOf(form);
                all.add(measure(form, captions, done -> task.advanceTo(before + done)));
            }
        }
        return all;
    }

    private QueryFormMetrics measure(QueryForm form, List<Caption> captions, Progress.Task task) {
        List<Caption> rewritten = captions.stream().map(
                caption -> new Caption(caption.id(), caption.imageId(), form.rewrite(caption, options.seed())))
                .toList();
        EmbeddedDataset queries = EmbeddedDataset.embed(new CaptionedFeatures(dataset.features(), rewritten,
                dataset.imagesWithoutFeatures(), dataset.featuresWithoutCaptions(),
                dataset.imagesWithAllZeroFeatures()), embedder);
        Ranking ranking = Ranking.of(new Ranking.Question(queries.embeddings(), gallery,
                Ranking.single(queries.imageRows()), TieBreak.ofSeed(gallery.rows(), options.seed())), task);
        return metrics(form, ranking.ranks(), rewritten.size());
    }

    /** Captions without a rank have failed. */
    private QueryFormMetrics metrics(QueryForm form, int[] ranks, int captions) {
        int[] all = Arrays.copyOf(ranks, captions);
        Arrays.fill(all, ranks.length, captions, gallery.rows());
        return new QueryFormMetrics(form, captions, captions - ranks.length, RetrievalMetrics.of(all));
    }

    /** All captions; of more than are wanted those of images in random order, as long as all of an image's fit in. */
    private List<Caption> drawn() {
        if (dataset.captions().size() <= options.formQueries()) {
            return dataset.captions();
        }
        int[] places = TieBreak.permutation(dataset.features().size(), options.seed());
        int[] imageRows = dataset.imageRows();
        int[] captions = new int[places.length];
        Arrays.stream(imageRows).forEach(row -> captions[places[row]]++);
        int images = 0;
        int queries = 0;
        while (queries + captions[images] <= options.formQueries()) {
            queries += captions[images++];
        }
        int end = Math.max(1, images);
        return IntStream.range(0, imageRows.length).filter(caption -> places[imageRows[caption]] < end)
                .mapToObj(dataset.captions()::get).toList();
    }
}
