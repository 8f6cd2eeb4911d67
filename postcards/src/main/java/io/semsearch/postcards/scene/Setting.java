package io.semsearch.postcards.scene;

/** The place of a scene. */
public enum Setting {
    BEACH, CITY, FOREST, MEADOW, MOUNTAINS, SEA
}
