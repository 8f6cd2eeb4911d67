package io.semsearch.captioning;

/** How captions are searched for.
 *
 * @param beam                how many beginnings are followed at once; more are slower and a little better
 * @param lengthNormalization power of the length by which a caption's log-probability is divided: 0 prefers short ones
 * @param minWords            fewest words of a caption
 * @param maxWords            most words of a caption */
public record CaptionOptions(int beam, double lengthNormalization, int minWords, int maxWords) {

    /** Most beginnings that are followed at once. */
    public static final int MAX_BEAM = 100;

    /** Five beginnings, captions of 3 to 20 words. */
    public static final CaptionOptions DEFAULT = new CaptionOptions(5, 0.7, 3, 20);

    /** Checks the bounds.
     *
     * @throws IllegalArgumentException if a number is out of bounds */
    public CaptionOptions {
        if (beam < 1 || beam > MAX_BEAM) {
            throw new IllegalArgumentException("the beam must be 1 to " + MAX_BEAM + ", got " + beam);
        }
        if (!(lengthNormalization >= 0 && lengthNormalization <= 2)) {
            throw new IllegalArgumentException("the length normalization must be 0 to 2, got " + lengthNormalization);
        }
        if (minWords < 1 || maxWords < minWords) {
            throw new IllegalArgumentException(
                    "captions must have at least one word and at most " + maxWords + ", got at least " + minWords);
        }
    }

    /** This with another beam. */
    public CaptionOptions withBeam(int other) {
        return new CaptionOptions(other, lengthNormalization, minWords, maxWords);
    }
}
