package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.scene.SubjectKind;

/** The part of a landscape where a subject can be. */
public enum Habitat {
    SKY, WATER, GROUND, ROAD, TRACK,
    /** Ground for buildings. */
    SITE;

    public static Habitat of(SubjectKind kind) {
        return switch (kind) {
            case BALLOON, BIRD, KITE -> SKY;
            case BOAT -> WATER;
            case BICYCLE, BUS, CAR -> ROAD;
            case TRAIN -> TRACK;
            case HOUSE, LIGHTHOUSE, TENT -> SITE;
            case COW, DOG, HORSE, PERSON, SHEEP -> GROUND;
        };
    }
}
