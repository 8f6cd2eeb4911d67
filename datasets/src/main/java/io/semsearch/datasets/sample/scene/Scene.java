package io.semsearch.datasets.sample.scene;

import java.util.List;

/** What one postcard shows.
 *
 * @param subjects the main subject first; no kind twice */
public record Scene(Setting setting, Atmosphere atmosphere, List<Subject> subjects) {

    /** @throws IllegalArgumentException if there is no subject, or a kind stands twice */
    public Scene {
        subjects = List.copyOf(subjects);
        if (subjects.isEmpty() || subjects.stream().map(Subject::kind).distinct().count() < subjects.size()) {
            throw new IllegalArgumentException(
                    "a scene needs one or more subjects of different kinds, got " + subjects);
        }
    }

    /** Whether something of this kind is to be seen, of any colour. */
    public boolean shows(SubjectKind kind) {
        return subjects.stream().anyMatch(subject -> subject.kind() == kind);
    }

    /** Whether any subject has this colour. */
    public boolean shows(Colour colour) {
        return subjects.stream().anyMatch(subject -> subject.colour() == colour);
    }
}
