/** Networks that come as bare weights: torchvision's ResNets become ONNX graphs.
 *
 * <p>{@link io.semsearch.encoder.resnet.NetworkWeights} are arrays by their names, {@link
 * io.semsearch.encoder.resnet.ResnetGraph} knows how they belong together. */
@NullMarked
package io.semsearch.encoder.resnet;

import org.jspecify.annotations.NullMarked;
