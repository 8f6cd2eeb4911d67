package io.semsearch.datasets.sample.scene;

/** What a postcard can show in front of its landscape. */
public enum SubjectKind {
    BALLOON, BICYCLE, BIRD, BOAT, BUS, CAR, COW, DOG, HORSE, HOUSE, KITE, LIGHTHOUSE, PERSON, SHEEP, TENT, TRAIN
}
