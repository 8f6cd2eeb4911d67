package io.semsearch.text;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;

/** The embeddings of many captions, each with the row of its photo: one row a caption, shape [captions, dimension].
 *
 * <p>A caption that has no embedding has no row: it is counted instead. */
public final class EmbeddedCaptions {

    private final FloatMatrix embeddings;
    private final int[] imageRows;
    private final int withoutEmbedding;
    private final long unknownTokens;

    private EmbeddedCaptions(FloatMatrix embeddings, int[] imageRows, int withoutEmbedding, long unknownTokens) {
        this.embeddings = embeddings;
        this.imageRows = imageRows;
        this.withoutEmbedding = withoutEmbedding;
        this.unknownTokens = unknownTokens;
    }

    /** Embeds the captions of photos, in order. */
    public static EmbeddedCaptions embed(CaptionedFeatures dataset, CaptionEmbedder embedder) {
        List<CaptionEmbedding> all = dataset.captions().parallelStream().map(Caption::text).map(embedder::embed)
                .toList();
        int[] rowsOfAll = dataset.imageRows();
        int size = (int) all.stream().filter(CaptionEmbedding::hasVector).count();
        FloatMatrix embeddings = FloatMatrix.zeros(size, embedder.semanticDimension());
        int[] imageRows = new int[size];
        int row = 0;
        long unknownTokens = 0;
        for (int i = 0; i < rowsOfAll.length; i++) {
            CaptionEmbedding embedding = all.get(i);
            unknownTokens += embedding.unknownWords().size();
            if (embedding.hasVector()) {
                embedding.copyVectorTo(embeddings.values(), row * embeddings.columns());
                imageRows[row++] = rowsOfAll[i];
            }
        }
        return new EmbeddedCaptions(embeddings, imageRows, rowsOfAll.length - size, unknownTokens);
    }

    /** Number of captions with an embedding. */
    public int size() {
        return imageRows.length;
    }

    /** One unit vector a row, shape [captions, dimension]; shared, do not modify. */
    public FloatMatrix embeddings() {
        return embeddings;
    }

    /** The row of a caption's photo in the features that it was joined with. */
    public int imageRow(int captionRow) {
        return imageRows[captionRow];
    }

    /** The row of every caption's photo; a copy. */
    public int[] imageRows() {
        return Arrays.copyOf(imageRows, imageRows.length);
    }

    /** Number of captions that have no embedding, for want of a known word. */
    public int withoutEmbedding() {
        return withoutEmbedding;
    }

    /** Number of words that were skipped since they have no vector. */
    public long unknownTokens() {
        return unknownTokens;
    }
}
