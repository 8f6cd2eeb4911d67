package io.semsearch.datasets.vectors;

import io.semsearch.text.InMemoryWordVectors;
import java.util.List;

/** What was read from a file of word vectors.
 *
 * @param vectors      the words that were kept, in lower case, in the order of the file
 * @param wordsInFile  how many words have a vector in the file, kept or not, repeated ones included
 * @param duplicates   how many of them repeat one that was kept, in the same spelling or another case
 * @param foldedWords  how many of those kept are in the file in other spellings only, such as with capital letters
 * @param unmatchable  how many words of the file no text can contain, kept or not, such as {@code </s>}, since texts
 *                     are never cut into them
 * @param skipped      how many lines (or words, in the binary form) were passed over as broken
 * @param firstSkipped what was wrong with the first of these, for people */
public record LoadedWordVectors(InMemoryWordVectors vectors, int wordsInFile, int duplicates, int foldedWords,
        int unmatchable, int skipped, List<String> firstSkipped) {

    /** Copies. */
    public LoadedWordVectors {
        firstSkipped = List.copyOf(firstSkipped);
    }
}
