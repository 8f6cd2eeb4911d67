/** JSON that a search reads when it starts: without data binding, which takes longer to load than such a search. */
@NullMarked
package io.semsearch.json;

import org.jspecify.annotations.NullMarked;
