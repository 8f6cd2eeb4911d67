package io.semsearch.hubness;

import io.semsearch.dataset.Caption;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.CaptionEmbedding;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A sample of training captions that represents future text queries. It shows which images are similar to texts in
 * general.
 *
 * @param captions the sampled captions; their order has no meaning */
public record CaptionBank(List<Caption> captions) {

    /** Number of captions in a model. On 1,015 images, 1,000 to 30,000 captions did equally well (decision record
     * 0050). */
    public static final int SIZE = 2000;

    /** Copies the list. */
    public CaptionBank {
        captions = List.copyOf(captions);
    }

    /** Draws captions without replacement.
     *
     * @param training captions of training images only; captions of evaluated images must not be among them
     * @param size     maximum number of captions to draw */
    public static CaptionBank sample(List<Caption> training, int size, long seed) {
        List<Caption> shuffled = new ArrayList<>(training);
        Collections.shuffle(shuffled, new Random(seed));
        return new CaptionBank(shuffled.subList(0, Math.min(size, shuffled.size())));
    }

    /** Embeds the captions; captions without an embedding are dropped. */
    public Embedded embed(CaptionEmbedder embedder) {
        List<CaptionEmbedding> all = captions.parallelStream().map(caption -> embedder.embed(caption.text())).toList();
        int[] embedded = IntStream.range(0, all.size()).filter(i -> all.get(i).hasVector()).toArray();
        List<Caption> placed = IntStream.of(embedded).mapToObj(captions::get).toList();
        FloatMatrix vectors = FloatMatrix.zeros(placed.size(), embedder.semanticDimension());
        for (int row = 0; row < placed.size(); row++) {
            all.get(embedded[row]).copyVectorTo(vectors.values(), row * vectors.columns());
        }
        return new Embedded(placed, vectors);
    }

    /** Captions with their embeddings.
     *
     * @param captions the captions that have an embedding
     * @param vectors  one unit vector per caption, shape [captions, semanticDimension]; shared, do not modify */
    public record Embedded(List<Caption> captions, FloatMatrix vectors) {

        /** Copies the list. */
        public Embedded {
            captions = List.copyOf(captions);
        }
    }
}
