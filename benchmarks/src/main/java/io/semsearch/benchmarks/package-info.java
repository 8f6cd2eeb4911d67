/** Benchmarks: JMH ({@code java -jar benchmarks/target/benchmarks.jar}), and programs for the comparisons and checks in
 * {@code benchmarks/}. */
@NullMarked
package io.semsearch.benchmarks;

import org.jspecify.annotations.NullMarked;
