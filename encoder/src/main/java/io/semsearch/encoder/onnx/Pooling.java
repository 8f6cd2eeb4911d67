package io.semsearch.encoder.onnx;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.FloatBuffer;

/** How the places of a map become one value for each channel. */
public enum Pooling {

    /** Nothing is pooled: the tensor is a vector for each photo. */
    @JsonProperty("none")
    NONE,
    /** The mean. */
    @JsonProperty("mean")
    MEAN,
    /** The largest. */
    @JsonProperty("max")
    MAX;

    /** Pools one channel.
     *
     * @param first  index of its first place
     * @param step   from a place to the next
     * @param places their number */
    float of(FloatBuffer values, int first, int step, int places) {
        float sum = 0;
        float largest = Float.NEGATIVE_INFINITY;
        for (int place = 0; place < places; place++) {
            float value = values.get(first + place * step);
            sum += value;
            largest = Math.max(largest, value);
        }
        return this == MAX ? largest : sum / places;
    }
}
