/** Measures models: {@link io.semsearch.operations.evaluation.EvaluateModel} on any captioned images,
 * {@link io.semsearch.operations.evaluation.MeasureHeldOutRecall} on what training never saw together;
 * {@link io.semsearch.operations.evaluation.CompareModels} puts several models side by side.
 *
 * <p>In the flow: after training, before indexing. The metrics themselves are computed in {@code
 * io.semsearch.evaluation}. */
@NullMarked
package io.semsearch.operations.evaluation;

import org.jspecify.annotations.NullMarked;
