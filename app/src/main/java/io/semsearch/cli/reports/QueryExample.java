package io.semsearch.cli.reports;

import io.semsearch.dataset.Caption;
import io.semsearch.evaluation.Ranks;
import io.semsearch.operations.evaluation.Measurement;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A caption as a query, and the images that it found.
 *
 * @param own     the caption's own image
 * @param answers the first images, best first */
record QueryExample(Caption caption, Answer own, List<Answer> answers) {

    private static final int ANSWERS = 4;

    /** An image that was found.
     *
     * @param row  in the gallery
     * @param rank 1-based */
    record Answer(int row, int rank, double similarity) {}

    /** The captions that find their image first, with the highest similarity; one for each image. */
    static List<QueryExample> best(Measurement measurement, CaptionEmbedder embedder, int count) {
        int[] ranks = measurement.evaluation().textToImage().ranks();
        EmbeddedDataset dataset = measurement.dataset();
        double[] similarities = IntStream.range(0, ranks.length)
                .mapToDouble(row -> ranks[row] == 1
                        ? dataset.embeddings().dotRows(row, measurement.images(), dataset.imageRow(row))
                        : -1)
                .toArray();
        return examples(measurement, embedder, firstOfEachImage(dataset, IntStream.range(0, ranks.length)
                .filter(row -> ranks[row] == 1).boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> similarities[row]).reversed()).toList(), count));
    }

    /** The captions whose image has the last ranks; one for each image. */
    static List<QueryExample> worst(Measurement measurement, CaptionEmbedder embedder, int count) {
        int[] ranks = measurement.evaluation().textToImage().ranks();
        return examples(measurement, embedder,
                firstOfEachImage(measurement.dataset(), IntStream.range(0, ranks.length).boxed()
                        .sorted(Comparator.comparingInt((Integer row) -> ranks[row]).reversed()).toList(), count));
    }

    private static int[] firstOfEachImage(EmbeddedDataset dataset, List<Integer> rows, int count) {
        Set<Integer> images = new HashSet<>();
        return rows.stream().filter(row -> images.add(dataset.imageRow(row))).limit(count)
                .mapToInt(Integer::intValue).toArray();
    }

    private static List<QueryExample> examples(Measurement measurement, CaptionEmbedder embedder, int[] rows) {
        EmbeddedDataset dataset = measurement.dataset();
        FloatMatrix images = measurement.images();
        // the rows of the dataset are the captions that have an embedding, in order
        List<Caption> captions = measurement.captions().captions().stream()
                .filter(caption -> embedder.embed(caption.text()).hasVector()).toList();
        int[] ranks = measurement.evaluation().textToImage().ranks();
        int[][] first = Ranks.first(dataset.embeddings().selectRows(rows), images, ANSWERS);
        return IntStream.range(0, rows.length).mapToObj(i -> {
            int row = rows[i];
            List<Answer> answers = IntStream.range(0, first[i].length).mapToObj(place -> new Answer(first[i][place],
                    place + 1, dataset.embeddings().dotRows(row, images, first[i][place]))).toList();
            int own = dataset.imageRow(row);
            return new QueryExample(captions.get(row),
                    new Answer(own, ranks[row], dataset.embeddings().dotRows(row, images, own)), answers);
        }).toList();
    }
}
