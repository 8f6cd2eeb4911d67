/** Measurements with JMH: {@code java -jar benchmarks/target/benchmarks.jar}. */
@NullMarked
package io.semsearch.benchmarks;

import org.jspecify.annotations.NullMarked;
