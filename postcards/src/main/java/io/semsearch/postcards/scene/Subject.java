package io.semsearch.postcards.scene;

/** A number of objects of one kind and colour: two brown dogs.
 *
 * @param count at least 1 */
public record Subject(SubjectKind kind, Colour colour, int count) {

    /** @throws IllegalArgumentException if the count is not positive */
    public Subject {
        if (count < 1) {
            throw new IllegalArgumentException("a subject needs a count of at least 1, got " + count);
        }
    }
}
