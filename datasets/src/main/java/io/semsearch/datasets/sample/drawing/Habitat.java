package io.semsearch.datasets.sample.drawing;

import io.semsearch.datasets.sample.scene.SubjectKind;

/** The part of a landscape in which a subject is at home. */
enum Habitat {
    SKY, WATER, GROUND, ROAD, TRACK,
    /** A piece of ground on which one would build. */
    SITE;

    static Habitat of(SubjectKind kind) {
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
