/** The contract between the writer and the readers of an index: fields, parameters, and the manifest in its commits. */
@NullMarked
package io.semsearch.schema;

import org.jspecify.annotations.NullMarked;
