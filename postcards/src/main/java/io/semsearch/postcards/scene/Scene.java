package io.semsearch.postcards.scene;

import java.util.List;

/** The content of one postcard.
 *
 * @param subjects the main subject first; each kind at most once */
public record Scene(Setting setting, Atmosphere atmosphere, List<Subject> subjects) {

    /** @throws IllegalArgumentException if there is no subject, or a kind occurs twice */
    public Scene {
        subjects = List.copyOf(subjects);
        if (subjects.isEmpty() || subjects.stream().map(Subject::kind).distinct().count() < subjects.size()) {
            throw new IllegalArgumentException(
                    "a scene needs one or more subjects of different kinds, got " + subjects);
        }
    }

    /** True if there is a subject of this kind, in any colour. */
    public boolean shows(SubjectKind kind) {
        return subjects.stream().anyMatch(subject -> subject.kind() == kind);
    }

    /** True if any subject has this colour. */
    public boolean shows(Colour colour) {
        return subjects.stream().anyMatch(subject -> subject.colour() == colour);
    }
}
