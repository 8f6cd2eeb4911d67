package io.semsearch.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a long command in a second JVM, which has what the command {@linkplain JvmNeeds needs}.
 *
 * <p>The second JVM shares standard input, output and error with this one, and its exit code becomes that of this one.
 * Where it would print an {@link IncubatorWarning}, this one passes its standard error on without. They end together: a
 * signal to this JVM ends the second one first, and if this JVM is killed, the second one exits. */
final class Relaunch {

    /** Set in the second JVM. A user who sets it, as for a debugger, gets the command in the JVM at hand. */
    private static final String RELAUNCHED = "semsearch.relaunched";

    private Relaunch() {}

    /** The needs of a call that this JVM does not meet; empty if the call can run here. */
    static Optional<JvmNeeds> needs(String... args) {
        return isRelaunched()
                ? Optional.empty()
                : JvmNeeds.of(SemsearchCommand.nameIn(args)).filter(needs -> !needs.areMet());
    }

    private static boolean isRelaunched() {
        return System.getProperty(RELAUNCHED) != null;
    }

    /** Runs the program in a second JVM, to its end.
     *
     * @return its exit code; 128 plus the number of the signal that ended it
     * @throws IOException if it cannot be started */
    static int run(JvmNeeds needs, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                command(needs, ManagementFactory.getRuntimeMXBean().getInputArguments(), args)).inheritIO();
        needs.environment().forEach(builder.environment()::putIfAbsent);
        if (needs.causeWarning()) {
            builder.redirectError(ProcessBuilder.Redirect.PIPE);
        }
        Process second = start(builder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(second)));
        if (needs.causeWarning()) {
            new IncubatorWarning().leaveOut(second.getErrorStream(), new FileOutputStream(FileDescriptor.err));
        }
        return second.waitFor();
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("a second JVM, which this command needs, cannot be started: " + e.getMessage(), e);
        }
    }

    /** The command line of the second JVM.
     *
     * @param given options of this JVM; they come last: of two that contradict each other, Java takes the last */
    static List<String> command(JvmNeeds needs, List<String> given, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(needs.options());
        command.addAll(given);
        command.addAll(List.of("-D" + RELAUNCHED + "=true", "-cp", System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    private static void end(Process second) {
        second.destroy();
        try {
            second.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets a second JVM exit when the first one is gone. */
    static void exitWithStarter() {
        if (isRelaunched()) {
            ProcessHandle.current().parent().ifPresent(starter -> Thread.ofPlatform().daemon().start(() -> {
                starter.onExit().join();
                System.exit(ExitCode.INTERNAL);
            }));
        }
    }
}
