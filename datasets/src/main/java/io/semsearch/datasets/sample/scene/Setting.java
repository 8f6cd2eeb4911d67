package io.semsearch.datasets.sample.scene;

/** Where a postcard's scene lies. */
public enum Setting {
    BEACH, CITY, FOREST, MEADOW, MOUNTAINS, SEA
}
