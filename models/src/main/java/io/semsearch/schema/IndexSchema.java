package io.semsearch.schema;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.vector.Vectors;

/** The fields of an index, which has one document per image. {@code docs/formats-index.md} specifies them for readers
 * in other programs. */
public final class IndexSchema {

    /** Incremented when the meaning of a field changes. An index of another version is refused. */
    public static final int VERSION = 3;

    /** Name of the index folder in a collection. */
    public static final String FOLDER = "index";

    /** The image id: a stored keyword in decimal digits, a numeric doc value, and a point for ranges. */
    public static final String ID = "id";

    /** The semantic vector: unit length, similarity DOT_PRODUCT, with an HNSW graph. */
    public static final String SEMANTIC = "semantic";

    /** The image features as computed by the encoder: a vector, similarity COSINE, with an HNSW graph. */
    public static final String FEATURES = "features";

    /** The captions: stored, and searchable by the words of the tokenizer; several per document. */
    public static final String CAPTION = "caption";

    /** A caption that a captioner wrote, of an image without captions: stored, and searchable as {@link #CAPTION}. */
    public static final String GENERATED = "generated";

    /** The file name: a stored keyword. */
    public static final String FILE_NAME = "file_name";

    /** The download URL: stored. */
    public static final String URL = "url";

    /** The local image file: stored; relative to the collection's folder if it lies there, otherwise absolute. */
    public static final String PATH = "path";

    /** The image width in pixels: a stored number. */
    public static final String WIDTH = "width";

    /** The image height in pixels: a stored number. */
    public static final String HEIGHT = "height";

    /** The part of the collection that the image belongs to: a stored keyword. */
    public static final String SPLIT = "split";

    /** The tags of the image: stored keywords; several per document. */
    public static final String TAG = "tag";

    /** The SHA-256 of the photo file: a stored keyword of 64 hexadecimal digits. */
    public static final String CONTENT_HASH = "content_hash";

    /** The size of the photo file: stored; bytes. */
    public static final String FILE_BYTES = "file_bytes";

    /** When the photo file was last modified: stored; milliseconds since 1970. */
    public static final String FILE_MODIFIED = "file_modified";

    /** When the photo was taken: a stored number; seconds from 1970-01-01T00:00 of the camera's local time. */
    public static final String TAKEN = "taken";

    /** What the photo was taken with: a stored keyword. */
    public static final String CAMERA = "camera";

    /** Where the photo was taken: a stored number; degrees, south is negative. */
    public static final String LATITUDE = "latitude";

    /** Where the photo was taken: a stored number; degrees, west is negative. */
    public static final String LONGITUDE = "longitude";

    /** The hub penalty of {@link HubnessCorrection#CSLS}: a numeric doc value, the bits of a 32-bit float. */
    public static final String CSLS_PENALTY = "csls_penalty";

    /** The hub penalty of {@link HubnessCorrection#QB_NORM}, in the same form. */
    public static final String QB_NORM_PENALTY = "qb_norm_penalty";

    /** Attributes of a segment: this and the end of a file's name, after the segment's own, give the length of the file
     * in bytes. Lucene does not check the length of every file when it opens it. */
    public static final String FILE_LENGTH = "semsearch.length.";

    /** Name of a collection's folder of thumbnails, each named by the {@link #CONTENT_HASH} of its photo. */
    public static final String THUMBNAILS = "thumbnails";

    /** End of the name of a thumbnail. */
    public static final String THUMBNAIL_SUFFIX = ".jpg";

    /** Bounds of a vector's length within which its square fits a 32-bit float, as COSINE requires. */
    private static final double SHORTEST = 1e-18;
    private static final double LONGEST = 1e18;

    private IndexSchema() {}

    /** True if a vector has a direction that COSINE can compare in 32-bit arithmetic.
     *
     * @return false if all values are 0, or the vector is shorter than 1e-18 or longer than 1e18 */
    public static boolean hasDirection(float[] vector) {
        double norm = Vectors.norm(vector);
        return norm >= SHORTEST && norm <= LONGEST;
    }
}
