package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;

/** An array of numbers that a pickle holds: a torch tensor or a numpy array. */
public interface Tensor {

    /** Its dimensions, none negative; a copy. */
    int[] shape();

    /** Its values, row-major, as 32-bit floats; perhaps shared, do not modify.
     *
     * @throws DataFileException if the file left them out, or they cannot be features */
    float[] values() throws DataFileException;
}
