package io.semsearch.trainer.start;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.stream.IntStream;

/** Removes the direction that all captions share (Arora, Liang and Ma 2017), from the words' vectors: a caption is
 * linear in its words, so it is gone from the captions, too. */
public final class CommonComponent {

    private CommonComponent() {}

    /** The dataset's embedder without the first principal direction of its captions. */
    public static CaptionEmbedder remove(EmbeddedDataset dataset) {
        CaptionEmbedder embedder = dataset.embedder();
        int d = embedder.semanticDimension();
        float[] values = dataset.embeddings().values();
        double[] captions = IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        double[] moments = new double[d * d];
        LinearAlgebra.addTransposedProduct(captions, captions, dataset.size(), d, d, moments);
        LinearAlgebra.eigen(moments, d);
        List<String> names = IntStream.range(0, embedder.wordVectors().size()).mapToObj(embedder.wordVectors()::word)
                .toList();
        FloatMatrix words = FloatMatrix.zeros(names.size(), d);
        for (int word = 0; word < names.size(); word++) {
            float[] vector = embedder.wordVectors().vector(word);
            double along = 0;
            for (int i = 0; i < d; i++) {
                along += vector[i] * moments[i * d + d - 1];
            }
            for (int i = 0; i < d; i++) {
                vector[i] -= (float) (along * moments[i * d + d - 1]);
            }
            words.setRow(word, vector);
        }
        return embedder.withVectors(new InMemoryWordVectors(names, words));
    }
}
