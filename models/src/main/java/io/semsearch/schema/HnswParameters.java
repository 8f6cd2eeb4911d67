package io.semsearch.schema;

/** Parameters of the graph that approximate search walks (Malkov and Yashunin 2018, section 4).
 *
 * @param m              neighbours a node keeps on the upper levels, and half of those on the lowest; the paper's M,
 *                       Lucene's {@code maxConn}; more finds better and takes more memory; 2 to 512
 * @param efConstruction candidates kept in view while a node is linked in; the paper's efConstruction, Lucene's
 *                       {@code beamWidth}; more finds better and builds slower; 1 to 3200 */
public record HnswParameters(int m, int efConstruction) {

    /** Lucene's own defaults. */
    public static final HnswParameters DEFAULT = new HnswParameters(16, 100);

    /** @throws IllegalArgumentException if a parameter is out of its bounds */
    public HnswParameters {
        if (m < 2 || m > 512) {
            throw new IllegalArgumentException("m must lie between 2 and 512, got " + m);
        }
        if (efConstruction < 1 || efConstruction > 3200) {
            throw new IllegalArgumentException("efConstruction must lie between 1 and 3200, got " + efConstruction);
        }
    }
}
