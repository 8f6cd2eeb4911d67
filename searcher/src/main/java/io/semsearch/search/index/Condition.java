package io.semsearch.search.index;

import java.util.List;
import org.apache.lucene.search.Query;

/** What a filter asks of an image. */
sealed interface Condition {

    /** One field of the image matches. */
    record Matches(Query query) implements Condition {}

    /** All of at least one condition hold. */
    record And(List<Condition> all) implements Condition {}

    /** At least one of the conditions holds. */
    record Or(List<Condition> any) implements Condition {}

    /** The condition does not hold. */
    record Not(Condition condition) implements Condition {}
}
