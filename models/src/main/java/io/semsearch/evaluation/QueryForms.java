package io.semsearch.evaluation;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.KnownForms;
import io.semsearch.text.TokenizedCaptions;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/** An evaluation of captions as queries in every {@link QueryForm}, with the same captions in each form. Rewritten
 * forms are read as a search reads them, with {@link KnownForms} of unknown words.
 *
 * @param dataset   captions, and the images of the gallery
 * @param tokenized the words of these captions; may contain more captions
 * @param embedder  embeds the captions
 * @param gallery   semantic vectors of the dataset's images, shape [images, semanticDimension]
 * @param options   the maximum number of captions, and the seed of typos and ties */
public record QueryForms(CaptionedFeatures dataset, TokenizedCaptions tokenized, CaptionEmbedder embedder,
        FloatMatrix gallery, EvaluationOptions options) {

    /** Measures every form.
     *
     * @param whole results of the same captions as written; reused for {@link QueryForm#VERBATIM} if all captions are
     *              queries
     * @return the results of each form; empty if the options skip query forms
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
        KnownForms known = new KnownForms(embedder);
        EmbeddedDataset queries = EmbeddedDataset.embed(new CaptionedFeatures(dataset.features(), captions,
                dataset.imagesWithoutFeatures(), dataset.featuresWithoutCaptions(),
                dataset.imagesWithAllZeroFeatures()),
                caption -> known.replace(form.rewrite(tokenized.words(caption), caption.id(), options.seed()),
                        new HashMap<>()),
                embedder, Progress.NONE);
        Ranking ranking = Ranking.of(new Ranking.Question(queries.embeddings(), gallery,
                Ranking.single(queries.imageRows()), TieBreak.ofSeed(gallery.rows(), options.seed())), task);
        return metrics(form, ranking.found().inGallery(), captions.size());
    }

    /** Captions without a rank are failed. */
    private QueryFormMetrics metrics(QueryForm form, int[] ranks, int captions) {
        int[] all = Arrays.copyOf(ranks, captions);
        Arrays.fill(all, ranks.length, captions, gallery.rows());
        return new QueryFormMetrics(form, captions, captions - ranks.length, RetrievalMetrics.of(all));
    }

    /** The captions to use as queries: all, or those of random images if there are too many. Captions of one image stay
     * together. */
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
