package io.semsearch.postcards.scene;

import static io.semsearch.postcards.scene.Colour.BLACK;
import static io.semsearch.postcards.scene.Colour.BLUE;
import static io.semsearch.postcards.scene.Colour.BROWN;
import static io.semsearch.postcards.scene.Colour.GREEN;
import static io.semsearch.postcards.scene.Colour.RED;
import static io.semsearch.postcards.scene.Colour.WHITE;
import static io.semsearch.postcards.scene.Colour.YELLOW;
import static io.semsearch.postcards.scene.Setting.BEACH;
import static io.semsearch.postcards.scene.Setting.CITY;
import static io.semsearch.postcards.scene.Setting.FOREST;
import static io.semsearch.postcards.scene.Setting.MEADOW;
import static io.semsearch.postcards.scene.Setting.MOUNTAINS;
import static io.semsearch.postcards.scene.Setting.SEA;

/** Where each kind of subject occurs, in which colours, and how many of it at most.
 *
 * <p>Colours are spread unevenly over kinds, as in life: the company that a colour's name keeps in captions tells it
 * from the other colours' names.
 *
 * @param weight how often this kind is the main subject, relative to others */
record Repertoire(double weight, Chance<Setting> settings, Chance<Colour> colours, int largestCount) {

    static Repertoire of(SubjectKind kind) {
        return switch (kind) {
            case BALLOON -> new Repertoire(1.2, Chance.of(MOUNTAINS, 4).or(MEADOW, 4).or(CITY, 2).or(SEA, 2),
                    Chance.of(RED, 4).or(YELLOW, 3).or(BLUE, 2).or(GREEN, 2), 2);
            case BICYCLE -> new Repertoire(0.9, Chance.of(CITY, 4).or(BEACH, 2).or(MEADOW, 3).or(FOREST, 2),
                    Chance.of(BLUE, 4).or(RED, 2).or(YELLOW, 2).or(BLACK, 2).or(GREEN, 1), 2);
            case BIRD -> new Repertoire(0.9, Chance.of(SEA, 4).or(BEACH, 3).or(MEADOW, 2).or(FOREST, 1),
                    Chance.of(WHITE, 5).or(BLACK, 3), 4);
            case BOAT -> new Repertoire(1.6, Chance.of(SEA, 5).or(BEACH, 2).or(MOUNTAINS, 2),
                    Chance.of(RED, 4).or(BLUE, 3).or(WHITE, 3).or(YELLOW, 2).or(GREEN, 1), 3);
            case BUS -> new Repertoire(1.1, Chance.of(CITY, 5).or(MEADOW, 2).or(MOUNTAINS, 2),
                    Chance.of(RED, 3).or(YELLOW, 3).or(GREEN, 4).or(BLUE, 1), 2);
            case CAR ->
                new Repertoire(1.4, Chance.of(CITY, 4).or(BEACH, 2).or(MEADOW, 2).or(FOREST, 2).or(MOUNTAINS, 2),
                        Chance.of(RED, 3).or(YELLOW, 4).or(BLUE, 2).or(WHITE, 2).or(BLACK, 2).or(GREEN, 1), 2);
            case COW -> new Repertoire(1, Chance.of(MEADOW, 4).or(MOUNTAINS, 3),
                    Chance.of(BROWN, 4).or(BLACK, 3).or(WHITE, 2), 3);
            case DOG ->
                new Repertoire(1.3, Chance.of(BEACH, 3).or(CITY, 2).or(MEADOW, 2).or(FOREST, 2).or(MOUNTAINS, 1),
                        Chance.of(BROWN, 5).or(BLACK, 3).or(WHITE, 2), 3);
            case HORSE -> new Repertoire(1.3, Chance.of(MEADOW, 4).or(BEACH, 3).or(FOREST, 2).or(MOUNTAINS, 2),
                    Chance.of(BROWN, 4).or(WHITE, 4).or(BLACK, 2), 3);
            case HOUSE -> new Repertoire(1.4, Chance.of(FOREST, 4).or(MOUNTAINS, 3).or(MEADOW, 3).or(BEACH, 2),
                    Chance.of(RED, 2).or(YELLOW, 3).or(BLUE, 4).or(WHITE, 2).or(BROWN, 4), 2);
            case KITE -> new Repertoire(1, Chance.of(BEACH, 5).or(MEADOW, 4),
                    Chance.of(RED, 3).or(YELLOW, 3).or(BLUE, 2).or(GREEN, 3), 2);
            case LIGHTHOUSE -> new Repertoire(0.9, Chance.of(SEA, 4).or(BEACH, 4),
                    Chance.of(RED, 5).or(WHITE, 4).or(BLUE, 1).or(BLACK, 1), 1);
            case PERSON ->
                new Repertoire(1.2, Chance.of(CITY, 3).or(BEACH, 3).or(MOUNTAINS, 3).or(FOREST, 2).or(MEADOW, 2),
                        Chance.of(RED, 4).or(YELLOW, 3).or(BLUE, 4).or(GREEN, 2), 3);
            case SHEEP ->
                new Repertoire(1.7, Chance.of(MEADOW, 4).or(MOUNTAINS, 3), Chance.of(WHITE, 3).or(BLACK, 4), 4);
            case TENT -> new Repertoire(1.1, Chance.of(FOREST, 4).or(MOUNTAINS, 4).or(MEADOW, 2),
                    Chance.of(YELLOW, 3).or(GREEN, 3).or(BLUE, 2).or(RED, 1), 2);
            case TRAIN -> new Repertoire(1.1, Chance.of(MOUNTAINS, 4).or(MEADOW, 4).or(FOREST, 2),
                    Chance.of(RED, 2).or(BLUE, 4).or(GREEN, 3).or(BLACK, 3), 1);
        };
    }
}
