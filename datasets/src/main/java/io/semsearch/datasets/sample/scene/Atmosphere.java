package io.semsearch.datasets.sample.scene;

/** The light or weather of a scene; {@link #SNOW} is a day in winter on which snow falls. */
public enum Atmosphere {
    DAY, DUSK, NIGHT, SNOW
}
