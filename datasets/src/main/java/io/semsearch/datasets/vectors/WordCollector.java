package io.semsearch.datasets.vectors;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.Terms;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps the words that are wanted, and counts the rest.
 *
 * <p>Words are asked for in lower case, so that is how they are kept; {@code don't} becomes {@code dont} if that is
 * wanted and {@code don't} is not. If a file has a word in several spellings, the one that is asked for is taken,
 * wherever it is; if there is none, the first of the others does. */
final class WordCollector {

    private static final int LISTED_SKIPS = 5;
    /** The objects around a word and its vector, and its entry in the map. */
    private static final int WORD_BYTES = 160;

    private final WordVectorsOptions options;
    private final HeapBudget budget;
    private final Map<String, Integer> rows = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final BitSet folded = new BitSet();
    private final List<String> firstSkipped = new ArrayList<>();
    private int extraWords;
    private int wordsInFile;
    private int duplicates;
    private int unmatchable;
    private int skipped;

    WordCollector(WordVectorsOptions options, HeapBudget budget) {
        this.options = options;
        this.budget = budget;
    }

    /** Takes a word.
     *
     * @param vector copied if it is kept */
    void add(String word, float[] vector) throws DataFileException {
        wordsInFile++;
        String asked = Terms.spelling(word);
        unmatchable += Terms.canMatch(asked) ? 0 : 1;
        String spelling = spelling(word, asked);
        boolean isFolded = !spelling.equals(word);
        Integer row = rows.get(spelling);
        if (row != null) {
            duplicates++;
            if (!isFolded && folded.get(row)) {
                vectors.set(row, vector.clone());
                folded.clear(row);
            }
            return;
        }
        if (!options.keep().test(spelling)) {
            if (extraWords == options.extraWords()) {
                return;
            }
            extraWords++;
        }
        budget.charge(WORD_BYTES + 2L * word.length() + (long) vector.length * Float.BYTES);
        folded.set(words.size(), isFolded);
        rows.put(spelling, words.size());
        words.add(spelling);
        vectors.add(vector.clone());
    }

    private String spelling(String word, String asked) {
        String lowerCase = word.toLowerCase(Locale.ROOT);
        return options.keep().test(asked) && !options.keep().test(lowerCase) ? asked : lowerCase;
    }

    /** Passes over something broken if that is allowed.
     *
     * @throws DataFileException the failure itself, if not */
    void skip(DataFileException failure) throws DataFileException {
        if (!options.skipBroken()) {
            throw new DataFileException(failure.getMessage() + "; pass over such with --skip-bad-vectors", failure);
        }
        skipped++;
        if (firstSkipped.size() < LISTED_SKIPS) {
            firstSkipped.add(failure.getMessage());
        }
    }

    /** Number of words so far, also those not kept and those skipped. */
    int wordsMet() {
        return wordsInFile + skipped;
    }

    /** All that was kept; nothing stays here.
     *
     * @throws DataFileException if that is nothing */
    LoadedWordVectors build(int dimension) throws DataFileException {
        if (words.isEmpty()) {
            throw new DataFileException(budget.file() + ": " + (wordsInFile == 0
                    ? "it holds no word with a vector"
                    : "none of its " + wordsInFile
                            + " words is among those that are needed; is it of another language?"));
        }
        if ((long) words.size() * dimension > Integer.MAX_VALUE - 8) {
            throw new DataFileException(budget.file() + ": " + words.size() + " words of " + dimension
                    + " numbers are too many: at most 2^31 numbers fit; keep fewer with --extra-words");
        }
        budget.charge((long) words.size() * dimension * Float.BYTES);
        FloatMatrix matrix = FloatMatrix.zeros(words.size(), dimension);
        Deque<float[]> waiting = new ArrayDeque<>(vectors);
        vectors.clear();
        int next = 0;
        for (float[] vector = waiting.poll(); vector != null; vector = waiting.poll()) {
            matrix.setRow(next++, vector);
        }
        return new LoadedWordVectors(new InMemoryWordVectors(words, matrix), wordsInFile, duplicates,
                folded.cardinality(), unmatchable, skipped, firstSkipped);
    }
}
