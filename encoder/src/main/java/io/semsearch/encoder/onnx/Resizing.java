package io.semsearch.encoder.onnx;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a photo of any shape becomes a square. */
public enum Resizing {

    /** The short side is resized, then the middle is cut out: what most networks were trained and measured with. */
    @JsonProperty("shortSideThenCentreCrop")
    CENTRE_CROP("short side, then centre crop"),

    /** Both sides are resized; the photo is distorted, nothing is lost. */
    @JsonProperty("squeeze")
    SQUEEZE("squeezed"),

    /** The long side is resized, and the rest is filled with the mean colour. */
    @JsonProperty("pad")
    PAD("long side, padded");

    private final String text;

    Resizing(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
