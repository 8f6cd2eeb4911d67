package io.semsearch.schema;

/** Parameters of the HNSW graph of approximate search (Malkov and Yashunin 2018, section 4).
 *
 * @param m              maximum neighbours of a node on the upper levels; twice as many on the lowest. The paper's M,
 *                       Lucene's {@code maxConn}. Larger values raise recall and memory; 2 to 512
 * @param efConstruction number of candidates kept while a node is inserted. The paper's efConstruction, Lucene's {@code
 *                       beamWidth}. Larger values raise recall and build time; 1 to 3200 */
public record HnswParameters(int m, int efConstruction) {

    /** Lucene's defaults. */
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
