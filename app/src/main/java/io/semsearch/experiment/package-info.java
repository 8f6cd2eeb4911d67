/** Experiments as files: commands, and the metrics that they are expected to reach. Read here, run by the application. */
@NullMarked
package io.semsearch.experiment;

import org.jspecify.annotations.NullMarked;
