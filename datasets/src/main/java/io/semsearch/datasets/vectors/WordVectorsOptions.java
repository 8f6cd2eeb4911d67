package io.semsearch.datasets.vectors;

import io.semsearch.datasets.DataStream;
import java.util.Set;
import java.util.function.Predicate;

/** Which words of a file are kept, and what is done about broken ones.
 *
 * @param keep                 is asked, in lower case, about words and phrases ({@code hot_dog}) that are not kept
 *                             yet: those for which it is true are kept, wherever they are in the file
 * @param extraWords           how many others are kept: the first ones, which are the most frequent as files are
 *                             ordered
 * @param skipBroken           whether a line that cannot be read is counted and passed over, instead of ending the
 *                             reading
 * @param maxUncompressedBytes what a compressed file may unpack to */
public record WordVectorsOptions(Predicate<String> keep, int extraWords, boolean skipBroken,
        long maxUncompressedBytes) {

    /** Checks.
     *
     * @throws IllegalArgumentException if a number is out of bounds */
    public WordVectorsOptions {
        if (extraWords < 0) {
            throw new IllegalArgumentException("--extra-words must be >= 0, got " + extraWords);
        }
        if (maxUncompressedBytes <= 0) {
            throw new IllegalArgumentException("--max-uncompressed must be > 0, got " + maxUncompressedBytes);
        }
    }

    /** Given words are kept, wherever they are in the file.
     *
     * @param keep in lower case; copied */
    public WordVectorsOptions(Set<String> keep, int extraWords, boolean skipBroken, long maxUncompressedBytes) {
        this(Set.copyOf(keep)::contains, extraWords, skipBroken, maxUncompressedBytes);
    }

    /** Every word is kept, no broken line is passed over, at most 4 GiB. */
    public static WordVectorsOptions everyWord() {
        return new WordVectorsOptions(Set.of(), Integer.MAX_VALUE, false, DataStream.DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }
}
