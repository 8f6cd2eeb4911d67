package io.semsearch.datasets.sample.scene;

/** The colour that a person would name when asked what colour a subject has. */
public enum Colour {
    RED, YELLOW, GREEN, BLUE, WHITE, BLACK, BROWN
}
