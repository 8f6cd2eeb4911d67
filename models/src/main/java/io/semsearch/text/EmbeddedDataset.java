package io.semsearch.text;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.sentence.SentencePart;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Captions beside the features of the photos they describe: what is trained on, and what is measured on.
 *
 * <p>A caption is the list of its known words, and its vector by the sentence encoder if the embedder has one; its
 * embedding follows from these and from the words' vectors, which may change while the list stays. A caption that has
 * no embedding is left out, and counted instead. */
public final class EmbeddedDataset {

    private final ImageFeatures images;
    private final CaptionEmbedder embedder;
    private final Captions captions;
    private final int withoutEmbedding;
    private final long unknownTokens;
    private @Nullable FloatMatrix embeddings;

    private EmbeddedDataset(ImageFeatures images, CaptionEmbedder embedder, Captions captions, int withoutEmbedding,
            long unknownTokens) {
        this.images = images;
        this.embedder = embedder;
        this.captions = captions;
        this.withoutEmbedding = withoutEmbedding;
        this.unknownTokens = unknownTokens;
    }

    /** What does not change while words are learned, caption by caption.
     *
     * @param words     numbers of known words
     * @param imageRows rows of the photos
     * @param sentences of the encoder, shape [captions, encoder's dimension]; empty without an encoder */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Captions(int[][] words, int[] imageRows, Optional<FloatMatrix> sentences) {

        Captions select(int[] rows) {
            return new Captions(IntStream.of(rows).mapToObj(row -> words[row]).toArray(int[][]::new),
                    IntStream.of(rows).map(row -> imageRows[row]).toArray(),
                    rows.length == words.length ? sentences : sentences.map(all -> all.selectRows(rows)));
        }

        /** A caption's sum, not scaled. */
        float[] sum(int row, CaptionEmbedder embedder) {
            return embedder.sum(words[row],
                    embedder.sentencePart().map(part -> part.map(sentences.orElseThrow().row(row))));
        }
    }

    /** Tokenizes the captions, and embeds them. */
    public static EmbeddedDataset embed(CaptionedFeatures dataset, CaptionEmbedder embedder) {
        return embed(dataset, caption -> Tokenizer.tokenize(caption.text()), embedder, Progress.NONE);
    }

    /** Embeds the captions by other words than their own, or by words that are known already.
     *
     * @param words    of a caption, in order; called by several threads
     * @param progress of the sentence encoder, which takes milliseconds a caption */
    public static EmbeddedDataset embed(CaptionedFeatures dataset, Function<Caption, List<String>> words,
            CaptionEmbedder embedder, Progress progress) {
        List<Caption> texts = dataset.captions();
        LongAdder unknownTokens = new LongAdder();
        int[][] known = IntStream.range(0, texts.size()).parallel().mapToObj(i -> {
            Set<String> unknown = new HashSet<>();
            int[] numbers = embedder.knownWords(words.apply(texts.get(i)), unknown);
            unknownTokens.add(unknown.size());
            return numbers;
        }).toArray(int[][]::new);
        Captions all = new Captions(known, dataset.imageRows(),
                embedder.sentencePart().map(part -> sentences(texts, words, part, progress)));
        int[] embedded = IntStream.range(0, known.length).parallel()
                .filter(i -> Vectors.l2Normalize(all.sum(i, embedder))).toArray();
        return new EmbeddedDataset(dataset.features(), embedder, all.select(embedded), known.length - embedded.length,
                unknownTokens.sum());
    }

    /** A caption without words gets the mean, which adds nothing. */
    private static FloatMatrix sentences(List<Caption> captions, Function<Caption, List<String>> words,
            SentencePart part, Progress progress) {
        List<String> sentences = captions.stream().map(caption -> SentencePart.sentence(words.apply(caption))).toList();
        part.encoder().encode(""); // loads the network, whose time would spoil the first estimate
        try (Progress.Task task = progress.start("Encoding sentences", captions.size(), "captions")) {
            FloatMatrix encoded = part.encoder().encodeAll(sentences, task);
            for (int row = 0; row < sentences.size(); row++) {
                if (sentences.get(row).isEmpty()) {
                    encoded.setRow(row, part.mean());
                }
            }
            return encoded;
        }
    }

    /** This, with other vectors for the same words, and the same sentence encoder. */
    public EmbeddedDataset withEmbedder(CaptionEmbedder other) {
        return new EmbeddedDataset(images, other, captions, withoutEmbedding, unknownTokens);
    }

    /** Number of captions with an embedding. */
    public int size() {
        return captions.imageRows.length;
    }

    /** The features of the photos, shape [images, featureDimension]. */
    public ImageFeatures images() {
        return images;
    }

    /** What the captions were embedded by. */
    public CaptionEmbedder embedder() {
        return embedder;
    }

    /** The numbers of a caption's known words, in order; shared, do not modify. */
    public int[] words(int captionRow) {
        return captions.words[captionRow];
    }

    /** The captions by the sentence encoder, shape [captions, encoder's dimension]; shared, do not modify. */
    public Optional<FloatMatrix> sentences() {
        return captions.sentences;
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
     * last bit: as they are summed, they differ by rounding, and would be no ties where captions are ranked. With a
     * sentence encoder their order counts. */
    public FloatMatrix embeddingsWithTies() {
        if (embedder.sentencePart().isPresent()) {
            return embeddings();
        }
        Map<List<Integer>, Integer> firstByWords = new HashMap<>();
        int[] rows = IntStream.range(0, size())
                .map(row -> Objects.requireNonNullElse(firstByWords.putIfAbsent(weightedWords(row), row), row))
                .toArray();
        boolean differ = IntStream.range(0, rows.length).anyMatch(row -> !Arrays.equals(words(row), words(rows[row])));
        return differ ? embeddings().selectRows(rows) : embeddings();
    }

    private List<Integer> weightedWords(int captionRow) {
        return Arrays.stream(words(captionRow)).filter(word -> embedder.weight(word) != 0).sorted().boxed().toList();
    }

    /** The embeddings of some captions, one row each, with other vectors for the same words.
     *
     * @throws IllegalArgumentException if a caption has none by these vectors */
    public FloatMatrix embeddings(int[] captionRows, CaptionEmbedder other) {
        FloatMatrix embedded = FloatMatrix.zeros(captionRows.length, other.semanticDimension());
        IntStream.range(0, captionRows.length).parallel()
                .forEach(row -> embedded.setRow(row, captions.sum(captionRows[row], other)));
        int failed = embedded.l2NormalizeRows();
        if (failed >= 0) {
            throw new IllegalArgumentException("caption " + captionRows[failed] + " has no place among words: the sum "
                    + "of its words' vectors has length 0");
        }
        return embedded;
    }

    /** The row of a caption's photo. */
    public int imageRow(int captionRow) {
        return captions.imageRows[captionRow];
    }

    /** The row of every caption's photo; a copy. */
    public int[] imageRows() {
        return captions.imageRows.clone();
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
