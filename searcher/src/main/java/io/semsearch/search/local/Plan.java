package io.semsearch.search.local;

import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.search.Effort;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Space;
import java.util.Optional;
import java.util.OptionalInt;

/** How the nearest images will be found.
 *
 * @param mode     {@link SearchMode#EXACT} or {@link SearchMode#HNSW}
 * @param efSearch candidates in view; 0 for exact search */
record Plan(SearchMode mode, int efSearch) {

    private static final Plan EXACT = new Plan(SearchMode.EXACT, 0);
    /** What exact search reads in a few milliseconds on one core: 64 MiB (decision record 0022). */
    private static final long EXACT_VALUES = 1L << 24;
    /** In the time of one candidate, exact search compares so many vectors (decision record 0022). */
    private static final double VECTORS_PER_CANDIDATE = 25;
    /** Recall was measured on the first so many. */
    private static final int MEASURED_K = 10;

    /** Chooses, by numbers of images and dimensions, and not by times: equal searches run in the same mode on any
     * machine.
     *
     * @param images   in the index
     * @param accepted those that may be hits
     * @throws IndexFileException if a recall is asked for, and nothing was measured on the index */
    static Plan of(SearchOptions options, IndexManifest manifest, int images, int accepted)
            throws IndexFileException {
        Effort effort = options.effort();
        if (effort.mode() == SearchMode.EXACT) {
            return EXACT;
        }
        Optional<SearchCalibration.Curve> curve = manifest.calibration()
                .map(measured -> options.space() == Space.SEMANTIC ? measured.semantic() : measured.features());
        if (effort.annRecall().isPresent() && curve.isEmpty()) {
            throw new IndexFileException("nothing was measured on this index, so no recall can be promised: run "
                    + "'semsearch optimize', or name the candidates with efSearch");
        }
        OptionalInt efSearch = efSearch(options, curve);
        if (efSearch.isEmpty() || efSearch.getAsInt() >= accepted) {
            return EXACT;
        }
        Plan hnsw = new Plan(SearchMode.HNSW, efSearch.getAsInt());
        if (effort.mode() == SearchMode.HNSW) {
            return hnsw;
        }
        boolean isCheap = (long) accepted * dimension(options.space(), manifest) <= EXACT_VALUES;
        return isCheap || accepted <= walk(hnsw.efSearch, images, accepted) ? EXACT : hnsw;
    }

    /** How many vectors exact search compares in the time of a walk. It visits other images, too, to find as many
     * accepted ones.
     *
     * @param accepted at least 1 */
    static double walk(int efSearch, int images, int accepted) {
        return VECTORS_PER_CANDIDATE * efSearch * images / accepted;
    }

    /** Candidates in view; empty if no number of them was seen to find enough. */
    private static OptionalInt efSearch(SearchOptions options, Optional<SearchCalibration.Curve> curve) {
        Effort effort = options.effort();
        if (effort.efSearch().isPresent()) {
            return effort.efSearch();
        }
        if (curve.isEmpty()) {
            return OptionalInt.of(Math.max(options.k(), Effort.DEFAULT_EF_SEARCH));
        }
        OptionalInt measured = curve.get().efSearch(effort.annRecall().orElse(Effort.DEFAULT_ANN_RECALL));
        // each further hit gets a further candidate
        return measured.isEmpty()
                ? measured
                : OptionalInt.of(measured.getAsInt() + Math.max(0, options.k() - MEASURED_K));
    }

    private static int dimension(Space space, IndexManifest manifest) {
        return switch (space) {
            case SEMANTIC -> manifest.semanticDimension();
            case FEATURES -> manifest.featureDimension();
        };
    }
}
