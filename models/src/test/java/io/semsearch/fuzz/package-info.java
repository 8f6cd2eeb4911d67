/** Changes files at random, to see that their readers refuse what is damaged. */
@NullMarked
package io.semsearch.fuzz;

import org.jspecify.annotations.NullMarked;
