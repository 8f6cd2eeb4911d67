/** An example service that embeds the searcher: all that a program needs to offer semantic image search. */
@NullMarked
package io.semsearch.examples.service;

import org.jspecify.annotations.NullMarked;
