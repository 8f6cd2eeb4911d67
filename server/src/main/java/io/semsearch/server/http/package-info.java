/** What all answers have in common: who may ask, how much, how errors are answered, what is logged and measured. */
@NullMarked
package io.semsearch.server.http;

import org.jspecify.annotations.NullMarked;
