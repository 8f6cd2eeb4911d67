package io.semsearch.text;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Captions beside the features of the photos they describe: what is trained on, and what is measured on.
 *
 * <p>A caption is the list of its known words; its embedding follows from it and from the words' vectors, which may
 * change while the list stays. A caption that has no embedding is left out, and counted instead. */
public final class EmbeddedDataset {

    private final ImageFeatures images;
    private final CaptionEmbedder embedder;
    private final int[][] words;
    private final int[] imageRows;
    private final int withoutEmbedding;
    private final long unknownTokens;
    private @Nullable FloatMatrix embeddings;

    private EmbeddedDataset(ImageFeatures images, CaptionEmbedder embedder, int[][] words, int[] imageRows,
            int withoutEmbedding, long unknownTokens) {
        this.images = images;
        this.embedder = embedder;
        this.words = words;
        this.imageRows = imageRows;
        this.withoutEmbedding = withoutEmbedding;
        this.unknownTokens = unknownTokens;
    }

    /** Tokenizes the captions, and embeds them. */
    public static EmbeddedDataset embed(CaptionedFeatures dataset, CaptionEmbedder embedder) {
        return embed(dataset, caption -> Tokenizer.tokenize(caption.text()), embedder);
    }

    /** Embeds the captions by other words than their own, or by words that are known already.
     *
     * @param words of a caption, in order; called by several threads */
    public static EmbeddedDataset embed(CaptionedFeatures dataset, Function<Caption, List<String>> words,
            CaptionEmbedder embedder) {
        List<Caption> captions = dataset.captions();
        LongAdder unknownTokens = new LongAdder();
        int[][] wordsOfAll = IntStream.range(0, captions.size()).parallel().mapToObj(i -> {
            Set<String> unknown = new HashSet<>();
            int[] known = embedder.knownWords(words.apply(captions.get(i)), unknown);
            unknownTokens.add(unknown.size());
            return Vectors.l2Normalize(embedder.sum(known)) ? known : new int[0];
        }).toArray(int[][]::new);
        int[] embedded = IntStream.range(0, wordsOfAll.length).filter(i -> wordsOfAll[i].length > 0).toArray();
        int[] rowsOfAll = dataset.imageRows();
        return new EmbeddedDataset(dataset.features(), embedder,
                IntStream.of(embedded).mapToObj(i -> wordsOfAll[i]).toArray(int[][]::new),
                IntStream.of(embedded).map(i -> rowsOfAll[i]).toArray(), captions.size() - embedded.length,
                unknownTokens.sum());
    }

    /** This, with other vectors for the same words. */
    public EmbeddedDataset withEmbedder(CaptionEmbedder other) {
        return new EmbeddedDataset(images, other, words, imageRows, withoutEmbedding, unknownTokens);
    }

    /** Number of captions with an embedding. */
    public int size() {
        return imageRows.length;
    }

    /** The features of the photos, shape [images, featureDimension]. */
    public ImageFeatures images() {
        return images;
    }

    /** What the captions were embedded by. */
    public CaptionEmbedder embedder() {
        return embedder;
    }

    /** The numbers of a caption's known words, in order; at least one; shared, do not modify. */
    public int[] words(int captionRow) {
        return words[captionRow];
    }

    /** One unit vector a row, shape [captions, semanticDimension]; computed at first use; shared, do not modify. */
    public synchronized FloatMatrix embeddings() {
        FloatMatrix known = embeddings;
        if (known == null) {
            known = embeddings(IntStream.range(0, size()).toArray(), embedder);
            embeddings = known;
        }
        return known;
    }

    /** The same as {@link #embeddings()}, but captions of the same words in another order have the same vector to the
     * last bit: as they are summed, they differ by rounding, and would be no ties where captions are ranked. */
    public FloatMatrix embeddingsWithTies() {
        Map<List<Integer>, Integer> firstByWords = new HashMap<>();
        int[] rows = IntStream.range(0, size())
                .map(row -> Objects.requireNonNullElse(firstByWords.putIfAbsent(weightedWords(row), row), row))
                .toArray();
        boolean differ = IntStream.range(0, rows.length).anyMatch(row -> !Arrays.equals(words[row], words[rows[row]]));
        return differ ? embeddings().selectRows(rows) : embeddings();
    }

    private List<Integer> weightedWords(int captionRow) {
        return Arrays.stream(words[captionRow]).filter(word -> embedder.weight(word) != 0).sorted().boxed().toList();
    }

    /** The embeddings of some captions, one row each, with other vectors for the same words.
     *
     * @throws IllegalArgumentException if a caption has none by these vectors */
    public FloatMatrix embeddings(int[] captionRows, CaptionEmbedder other) {
        FloatMatrix embedded = FloatMatrix.zeros(captionRows.length, other.semanticDimension());
        IntStream.range(0, captionRows.length).parallel()
                .forEach(row -> embedded.setRow(row, other.sum(words[captionRows[row]])));
        int failed = embedded.l2NormalizeRows();
        if (failed >= 0) {
            throw new IllegalArgumentException("caption " + captionRows[failed] + " has no place among words: the sum "
                    + "of its words' vectors has length 0");
        }
        return embedded;
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
