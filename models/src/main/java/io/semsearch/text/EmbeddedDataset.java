package io.semsearch.text;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Captions' embeddings beside the features of the photos they describe: what is trained on, and what is measured on.
 *
 * <p>One row a caption, shape [captions, semanticDimension], and for each the row of its photo in {@link
 * #images()}. A caption that has no embedding has no row: it is counted instead. */
public final class EmbeddedDataset {

    private final ImageFeatures images;
    private final FloatMatrix embeddings;
    private final int[] imageRows;
    private final int withoutEmbedding;
    private final long unknownTokens;

    private EmbeddedDataset(ImageFeatures images, FloatMatrix embeddings, int[] imageRows, int withoutEmbedding,
            long unknownTokens) {
        this.images = images;
        this.embeddings = embeddings;
        this.imageRows = imageRows;
        this.withoutEmbedding = withoutEmbedding;
        this.unknownTokens = unknownTokens;
    }

    /** Embeds the captions, in order.
     *
     * <p>Each is embedded twice, first to learn which have an embedding: the time is short, and the table of a
     * large collection is then never held twice. */
    public static EmbeddedDataset embed(CaptionedFeatures dataset, CaptionEmbedder embedder) {
        List<Caption> captions = dataset.captions();
        LongAdder unknownTokens = new LongAdder();
        int[] embedded = IntStream.range(0, captions.size()).parallel().filter(i -> {
            CaptionEmbedding embedding = embedder.embed(captions.get(i).text());
            unknownTokens.add(embedding.unknownWords().size());
            return embedding.hasVector();
        }).toArray();
        FloatMatrix embeddings = FloatMatrix.zeros(embedded.length, embedder.semanticDimension());
        IntStream.range(0, embedded.length).parallel().forEach(row -> embedder.embed(captions.get(embedded[row]).text())
                .copyVectorTo(embeddings.values(), row * embeddings.columns()));
        int[] rowsOfAll = dataset.imageRows();
        int[] imageRows = IntStream.of(embedded).map(i -> rowsOfAll[i]).toArray();
        return new EmbeddedDataset(dataset.features(), embeddings, imageRows, captions.size() - embedded.length,
                unknownTokens.sum());
    }

    /** Number of captions with an embedding. */
    public int size() {
        return imageRows.length;
    }

    /** The features of the photos, shape [images, featureDimension]. */
    public ImageFeatures images() {
        return images;
    }

    /** One unit vector a row, shape [captions, semanticDimension]; shared, do not modify. */
    public FloatMatrix embeddings() {
        return embeddings;
    }

    /** The row of a caption's photo. */
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
