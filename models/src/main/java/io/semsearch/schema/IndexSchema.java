package io.semsearch.schema;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.vector.Vectors;

/** The fields of an index: one document an image. {@code docs/formats.md} specifies them for readers without our
 * code. */
public final class IndexSchema {

    /** Rises when a field changes its meaning; an index of another version is refused. */
    public static final int VERSION = 2;

    /** The folder of the index within a collection. */
    public static final String FOLDER = "index";

    /** The image's number: as a stored keyword in decimal digits, as a numeric doc value, and as a point for ranges. */
    public static final String ID = "id";

    /** The image's place among words: a vector of unit length, similarity DOT_PRODUCT, with an HNSW graph. */
    public static final String SEMANTIC = "semantic";

    /** The image's features as its encoder gave them: a vector, similarity COSINE, with an HNSW graph. */
    public static final String FEATURES = "features";

    /** The image's captions: stored, and searchable as text; several a document. */
    public static final String CAPTION = "caption";

    /** The picture's file name: a stored keyword. */
    public static final String FILE_NAME = "file_name";

    /** Where the picture can be fetched: stored. */
    public static final String URL = "url";

    /** The local picture: stored; relative to the collection's folder if it lies in there, else absolute. */
    public static final String PATH = "path";

    /** The picture's width in pixels: a number, stored. */
    public static final String WIDTH = "width";

    /** The picture's height in pixels: a number, stored. */
    public static final String HEIGHT = "height";

    /** The part of the collection that the image belongs to: a keyword, stored. */
    public static final String SPLIT = "split";

    /** Words that were put on the image: keywords, stored; several a document. */
    public static final String TAG = "tag";

    /** What the image pays for being near to texts in general, by {@link HubnessCorrection#CSLS}: a numeric doc value,
     * the bits of a 32-bit float. */
    public static final String CSLS_PENALTY = "csls_penalty";

    /** The same by {@link HubnessCorrection#QB_NORM}. */
    public static final String QB_NORM_PENALTY = "qb_norm_penalty";

    /** Bounds within which a 32-bit float holds the square of a vector's length, as COSINE needs. */
    private static final double SHORTEST = 1e-18;
    private static final double LONGEST = 1e18;

    private IndexSchema() {}

    /** True if a vector can be compared by COSINE: it points somewhere, and 32-bit arithmetic can tell where.
     *
     * @return false if all values are 0, or the vector is shorter than 1e-18 or longer than 1e18 */
    public static boolean hasDirection(float[] vector) {
        double norm = Vectors.norm(vector);
        return norm >= SHORTEST && norm <= LONGEST;
    }
}
