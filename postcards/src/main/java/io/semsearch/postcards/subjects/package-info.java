/** Animals, people, vehicles and buildings of a postcard, one {@link io.semsearch.postcards.subjects.SubjectPainter}
 * each. */
@NullMarked
package io.semsearch.postcards.subjects;

import org.jspecify.annotations.NullMarked;
