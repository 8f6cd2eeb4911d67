package io.semsearch.evaluation;

import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How well a model finds the photos of a dataset by their captions, and the captions by their photos.
 *
 * @param gallerySize number of photos, all of them candidates of every caption
 * @param queries     number of captions, all of them candidates of every photo
 * @param textToImage the rank of each caption's own photo in the gallery
 * @param imageToText the rank of each photo's best-placed caption among all captions */
public record Evaluation(int gallerySize, int queries, RetrievalMetrics textToImage, RetrievalMetrics imageToText) {

    /** Ranks everything exactly. Photos that have captions but none with an embedding stay in the gallery.
     *
     * @throws IllegalArgumentException if no caption has an embedding */
    public static Evaluation of(EmbeddedDataset dataset, ImageProjection projection, Progress progress) {
        FloatMatrix captions = dataset.embeddings();
        FloatMatrix images = projection.projectAll(dataset.images());
        RetrievalMetrics textToImage;
        try (Progress.Task task = progress.start("Ranking images", captions.rows(), "queries")) {
            textToImage = RetrievalMetrics.of(Ranks.ofTargets(captions, images, dataset.imageRows(), task));
        }
        int[][] captionRows = captionRowsByImage(dataset);
        int[] captioned = IntStream.range(0, captionRows.length)
                .filter(image -> captionRows[image].length > 0).toArray();
        int[][] targets = Arrays.stream(captioned).mapToObj(image -> captionRows[image])
                .toArray(int[][]::new);
        try (Progress.Task task = progress.start("Ranking captions", captioned.length, "queries")) {
            RetrievalMetrics imageToText = RetrievalMetrics
                    .of(Ranks.ofBestTargets(images.selectRows(captioned), captions, targets, task));
            return new Evaluation(images.rows(), captions.rows(), textToImage, imageToText);
        }
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
