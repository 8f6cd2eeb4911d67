/** Image networks in the ONNX format as encoders: a network is read as a graph, its features are found, a recipe says
 * how photos become vectors, and ONNX Runtime computes them.
 *
 * <p>{@link io.semsearch.encoder.onnx.OnnxNetwork} knows the graph, {@link io.semsearch.encoder.onnx.EncoderRecipe} is
 * the file that decides every vector, {@link io.semsearch.encoder.onnx.OnnxImageEncoder} follows it. The protobuf and
 * the runtime do not appear in the public types. */
@NullMarked
package io.semsearch.encoder.onnx;

import org.jspecify.annotations.NullMarked;
