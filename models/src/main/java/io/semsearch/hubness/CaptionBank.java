package io.semsearch.hubness;

import io.semsearch.dataset.Caption;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.CaptionEmbedding;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Training captions that stand for the queries to come: what images are near to for no reason of the query's.
 *
 * @param captions those that were drawn, in no order that means anything */
public record CaptionBank(List<Caption> captions) {

    /** How many captions a model keeps. On 1,015 photos 1,000 to 30,000 did equally well (decision record 0050). */
    public static final int SIZE = 2000;

    /** Copies. */
    public CaptionBank {
        captions = List.copyOf(captions);
    }

    /** Draws captions without replacement.
     *
     * @param training captions of images that the model was trained on, and no others: those that are measured on must
     *                 not be among them
     * @param size     at most this many */
    public static CaptionBank sample(List<Caption> training, int size, long seed) {
        List<Caption> shuffled = new ArrayList<>(training);
        Collections.shuffle(shuffled, new Random(seed));
        return new CaptionBank(shuffled.subList(0, Math.min(size, shuffled.size())));
    }

    /** The captions' places among words; those that have none are left out. */
    public Embedded embed(CaptionEmbedder embedder) {
        List<Caption> placed = new ArrayList<>();
        List<CaptionEmbedding> embeddings = new ArrayList<>();
        for (Caption caption : captions) {
            CaptionEmbedding embedding = embedder.embed(caption.text());
            if (embedding.hasVector()) {
                placed.add(caption);
                embeddings.add(embedding);
            }
        }
        FloatMatrix vectors = FloatMatrix.zeros(placed.size(), embedder.semanticDimension());
        for (int row = 0; row < placed.size(); row++) {
            embeddings.get(row).copyVectorTo(vectors.values(), row * vectors.columns());
        }
        return new Embedded(placed, vectors);
    }

    /** Captions beside their embeddings.
     *
     * @param captions those that have a place among words
     * @param vectors  one unit vector a row, shape [captions, semanticDimension]; shared, do not modify */
    public record Embedded(List<Caption> captions, FloatMatrix vectors) {

        /** Copies the list. */
        public Embedded {
            captions = List.copyOf(captions);
        }
    }
}
