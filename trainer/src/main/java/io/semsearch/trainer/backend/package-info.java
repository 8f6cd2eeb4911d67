/** ND4J's backend: device selection, the reasons why a GPU cannot be used, and copies between Java and native memory.
 *
 * <p>In the flow: training computes on the backend that is selected here. */
@NullMarked
package io.semsearch.trainer.backend;

import org.jspecify.annotations.NullMarked;
