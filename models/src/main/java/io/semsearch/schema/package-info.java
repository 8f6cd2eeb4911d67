/** What the writer and the readers of an index agree on: fields, parameters, and the manifest in its commits. */
@NullMarked
package io.semsearch.schema;

import org.jspecify.annotations.NullMarked;
