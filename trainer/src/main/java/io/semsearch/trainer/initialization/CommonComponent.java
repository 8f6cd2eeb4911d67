package io.semsearch.trainer.initialization;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.stream.IntStream;

/** Removes the direction that all captions share from the word vectors (Arora, Liang and Ma 2017). A caption is linear
 * in its words, so the direction is removed from the captions as well. */
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
        FloatMatrix words = FloatMatrix.zeros(embedder.wordVectors().size(), d);
        for (int word = 0; word < words.rows(); word++) {
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
        return PreparedData.withVectors(embedder, words);
    }
}
