/** {@code semsearch reproduce}: runs the commands of an experiment file, and compares what they measure with what the
 * file expects.
 *
 * <p>The way of a file: {@link ExperimentFile} holds what is written, {@link ExperimentReader} makes an {@link
 * Experiment} of it, {@link ExperimentRunner} runs that and gives an {@link ExperimentResult}. */
@NullMarked
package io.semsearch.cli.experiments;

import org.jspecify.annotations.NullMarked;
