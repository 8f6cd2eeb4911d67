/** The command line. {@link io.semsearch.cli.Main} starts it, in a second JVM ({@link io.semsearch.cli.Relaunch}) if
 * the command {@linkplain io.semsearch.cli.JvmNeeds needs} one. {@link io.semsearch.cli.SemsearchCommand} knows the
 * commands, and {@link io.semsearch.cli.ErrorReporter} turns an exception into one line and an exit code. */
@NullMarked
package io.semsearch.cli;

import org.jspecify.annotations.NullMarked;
