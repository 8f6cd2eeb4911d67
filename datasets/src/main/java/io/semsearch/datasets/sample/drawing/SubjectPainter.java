package io.semsearch.datasets.sample.drawing;

import io.semsearch.datasets.sample.scene.SubjectKind;
import java.awt.Color;

/** Paints things of one kind, facing right, the middle of their foot at the origin. */
interface SubjectPainter {

    /** How much room one of them takes, side to side. */
    double width();

    /** How far one of them rises above its foot. */
    double height();

    /** Paints one of them.
     *
     * @param colour the shade of its colour, in white daylight */
    void paint(Easel easel, Color colour);

    static SubjectPainter of(SubjectKind kind) {
        return switch (kind) {
            case BALLOON -> new BalloonPainter();
            case BICYCLE -> new BicyclePainter();
            case BIRD -> new BirdPainter();
            case BOAT -> new BoatPainter();
            case BUS -> new BusPainter();
            case CAR -> new CarPainter();
            case COW -> new CowPainter();
            case DOG -> new DogPainter();
            case HORSE -> new HorsePainter();
            case HOUSE -> new HousePainter();
            case KITE -> new KitePainter();
            case LIGHTHOUSE -> new LighthousePainter();
            case PERSON -> new PersonPainter();
            case SHEEP -> new SheepPainter();
            case TENT -> new TentPainter();
            case TRAIN -> new TrainPainter();
        };
    }
}
