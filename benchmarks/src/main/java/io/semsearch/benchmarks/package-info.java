/** Measurements: with JMH ({@code java -jar benchmarks/target/benchmarks.jar}), and one contender of {@code
 * benchmarks/train/run.sh}. */
@NullMarked
package io.semsearch.benchmarks;

import org.jspecify.annotations.NullMarked;
