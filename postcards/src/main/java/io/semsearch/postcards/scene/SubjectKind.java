package io.semsearch.postcards.scene;

/** The kinds of objects in front of the landscape of a postcard. */
public enum SubjectKind {
    BALLOON, BICYCLE, BIRD, BOAT, BUS, CAR, COW, DOG, HORSE, HOUSE, KITE, LIGHTHOUSE, PERSON, SHEEP, TENT, TRAIN
}
