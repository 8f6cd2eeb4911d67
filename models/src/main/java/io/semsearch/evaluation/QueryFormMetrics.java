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

/** How well images are found by captions in one form.
 *
 * @param form        in which they are asked for
 * @param queries     number of captions, failed ones too
 * @param failed      those without a known word: they find nothing, and count as ranked last
 * @param textToImage the rank of each caption's own image */
public record QueryFormMetrics(QueryForm form, int queries, int failed, RetrievalMetrics textToImage) {

    /** Measures every form, on the same captions.
     *
     * @param dataset captions and the images of the gallery
     * @param gallery the semantic vectors of the dataset's images, shape [images, semanticDimension]
     * @return one for each form; none if no query is asked for
     * @throws IllegalArgumentException if there is no caption */
    public static List<QueryFormMetrics> ofAll(CaptionedFeatures dataset, CaptionEmbedder embedder,
            FloatMatrix gallery, EvaluationOptions options, Progress progress) {
        if (options.formQueries() == 0) {
            return List.of();
        }
        List<QueryFormMetrics> all = new ArrayList<>();
        CaptionedFeatures sample = withCaptions(dataset, drawn(dataset, options));
        try (Progress.Task task = progress.start("Ranking query forms",
                (long) sample.captions().size() * QueryForm.values().length, "queries")) {
            for (QueryForm form : QueryForm.values()) {
                long before = (long) sample.captions().size() * all.size();
                all.add(of(form, sample, embedder, gallery, options.seed(),
                        done -> task.advanceTo(before + done)));
            }
        }
        return all;
    }

    private static QueryFormMetrics of(QueryForm form, CaptionedFeatures dataset, CaptionEmbedder embedder,
            FloatMatrix gallery, long seed, Progress.Task task) {
        List<Caption> rewritten = dataset.captions().stream()
                .map(caption -> new Caption(caption.id(), caption.imageId(), form.rewrite(caption, seed))).toList();
        EmbeddedDataset queries = EmbeddedDataset.embed(withCaptions(dataset, rewritten), embedder);
        Ranking ranking = Ranking.of(new Ranking.Question(queries.embeddings(), gallery,
                Ranking.single(queries.imageRows()), TieBreak.ofSeed(gallery.rows(), seed)), task);
        int[] ranks = Arrays.copyOf(ranking.ranks(), rewritten.size());
        Arrays.fill(ranks, queries.size(), ranks.length, gallery.rows());
        return new QueryFormMetrics(form, ranks.length, queries.withoutEmbedding(), RetrievalMetrics.of(ranks));
    }

    /** All captions; of more than are wanted those of images in random order, as long as all of an image's fit in. */
    private static List<Caption> drawn(CaptionedFeatures dataset, EvaluationOptions options) {
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

    private static CaptionedFeatures withCaptions(CaptionedFeatures dataset, List<Caption> captions) {
        return new CaptionedFeatures(dataset.features(), captions, dataset.imagesWithoutFeatures(),
                dataset.featuresWithoutCaptions(), dataset.imagesWithAllZeroFeatures());
    }
}
