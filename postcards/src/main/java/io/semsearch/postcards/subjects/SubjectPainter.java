package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.scene.SubjectKind;
import java.awt.Color;

/** Paints objects of one kind, facing right, with the middle of their foot at the origin. */
public interface SubjectPainter {

    /** The width of one object. */
    double width();

    /** The height of one object above its foot. */
    double height();

    /** Paints one object.
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
