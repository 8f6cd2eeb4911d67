package io.semsearch.postcards.scene;

/** The colour that people would name for a subject. */
public enum Colour {
    RED, YELLOW, GREEN, BLUE, WHITE, BLACK, BROWN
}
