package io.semsearch.evaluation;

import io.semsearch.dataset.ImageFeatures;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The retrieval quality of a model on a dataset, in both directions.
 *
 * @param gallerySize number of images; all are candidates for every caption
 * @param queries     number of captions; all are candidates for every image
 * @param textToImage from the rank of each caption's own image in the gallery
 * @param imageToText from the rank of each image's best-ranked caption among all captions; one query per image that has
 *                    a caption with an embedding
 * @param corrections text-to-image results for each hubness correction, {@link HubnessCorrection#NONE} first; only
 *                    {@code NONE} if hub penalties are unknown */
public record Evaluation(int gallerySize, int queries, Direction textToImage, Direction imageToText,
        List<HubnessCorrectionMetrics> corrections) {

    /** Copies the list. */
    public Evaluation {
        corrections = List.copyOf(corrections);
    }

    /** Evaluates a model by exact search, for images without hub penalties.
     *
     * @param images the semantic vectors of the dataset's images, shape [images, semanticDimension]
     * @throws IllegalArgumentException if no caption has an embedding */
    public static Evaluation of(EmbeddedDataset dataset, FloatMatrix images, EvaluationOptions options,
            Progress progress) {
        return of(dataset, new MeasuredGallery(images, Optional.empty()), options, progress);
    }

    /** Evaluates a model by exact search. Images stay in the gallery even if none of their captions has an embedding.
     *
     * @param gallery the dataset's images
     * @throws IllegalArgumentException if no caption has an embedding */
    public static Evaluation of(EmbeddedDataset dataset, MeasuredGallery gallery, EvaluationOptions options,
            Progress progress) {
        FloatMatrix images = gallery.vectors();
        FloatMatrix captions = dataset.embeddingsWithTies();
        Folds folds = Folds.ofSize(options.foldSize(), images.rows(), options.seed());
        int[] imageRows = dataset.imageRows();
        int[][] captionRows = captionRowsByImage(dataset);
        ReverseRanking toCaptions = new ReverseRanking(captions, images, captionRows,
                TieBreak.ofSeed(imageRows.length, options.seed()), folds.select(imageRows));
        List<Ranking> toImages;
        try (Progress.Task task = progress.start("Ranking", imageRows.length, "captions")) {
            toImages = Ranking.withOccurrences(new Ranking.Question(captions, images, Ranking.single(imageRows),
                    TieBreak.ofSeed(images.rows(), options.seed()), folds),
                    gallery.corrections().stream().map(gallery::penalties).toList(), toCaptions, task);
        }
        int[] captioned = IntStream.range(0, captionRows.length)
                .filter(image -> captionRows[image].length > 0).toArray();
        return new Evaluation(images.rows(), imageRows.length,
                Direction.of(toImages.getFirst().found(), imageRows, folds, options),
                Direction.of(toCaptions.found(captioned), captioned, folds, options),
                corrections(gallery.corrections(), toImages, dataset.images()));
    }

    /** How often each image is among the first 10 results of the caption queries, without hubness correction. */
    public Hubness hubness() {
        return corrections.getFirst().hubness();
    }

    private static List<HubnessCorrectionMetrics> corrections(List<HubnessCorrection> corrections,
            List<Ranking> rankings, ImageFeatures images) {
        return IntStream.range(0, corrections.size()).mapToObj(i -> new HubnessCorrectionMetrics(corrections.get(i),
                RetrievalMetrics.of(rankings.get(i).found().inGallery()),
                Hubness.of(Ranking.LIST_LENGTH, rankings.get(i).occurrences(), images))).toList();
    }

    private static int[][] captionRowsByImage(EmbeddedDataset dataset) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int image = 0; image < dataset.images().size(); image++) {
            rows.add(new ArrayList<>());
        }
        for (int caption = 0; caption < dataset.size(); caption++) {
            rows.get(dataset.imageRow(caption)).add(caption);
        }
        return rows.stream().map(list -> list.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
    }
}
