/** The commands, one class each: parse, call an operation, print. */
@NullMarked
package io.semsearch.cli.commands;

import org.jspecify.annotations.NullMarked;
