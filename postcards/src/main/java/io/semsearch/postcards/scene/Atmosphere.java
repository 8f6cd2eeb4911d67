package io.semsearch.postcards.scene;

/** The light or weather of a scene; {@link #SNOW} is a winter day with falling snow. */
public enum Atmosphere {
    DAY, DUSK, NIGHT, SNOW
}
