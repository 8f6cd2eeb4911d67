package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command printed, and how it ended.
 *
 * @param out the result
 * @param err all else */
public record Cli(int exitCode, String out, String err) {

    /** Runs a command in this process. Nothing may go to standard output past the command line. */
    public static Cli run(Object... words) {
        return run(Main.commandLine(), words);
    }

    public static Cli run(CommandLine commandLine, Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        ByteArrayOutputStream past = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(past, true, StandardCharsets.UTF_8));
        int exitCode;
        try {
            exitCode = commandLine.execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        assertThat(past.toString(StandardCharsets.UTF_8)).as("printed past the command line").isEmpty();
        return new Cli(exitCode, out.toString(), err.toString());
    }

    /** Runs a command that must succeed. */
    public static Cli succeed(Object... words) {
        Cli run = run(words);
        assertThat(run.exitCode).as("exit code; stderr: %s", run.err).isZero();
        return run;
    }

    /** Runs a command that must fail: no result, no stack, and one line that says why; for a wrong call another that
     * names the help.
     *
     * @return the message */
    public static String fail(int exitCode, Object... words) {
        Cli run = run(words);
        assertThat(run.exitCode).as("exit code; stderr: %s", run.err).isEqualTo(exitCode);
        assertThat(run.out).isEmpty();
        assertThat(run.err).doesNotContain("\tat ", "Exception");
        List<String> lines = run.err.lines().toList();
        List<String> messages = lines.stream().filter(line -> line.startsWith("semsearch: ")).toList();
        assertThat(messages).as("messages among %s", lines).hasSize(1);
        int last = lines.size() - 1;
        if (exitCode == ExitCode.USAGE) {
            assertThat(lines.get(last)).matches("see 'semsearch( [a-z]+)* --help'");
            last--;
        }
        assertThat(lines.get(last)).isEqualTo(messages.getFirst());
        return messages.getFirst().substring("semsearch: ".length());
    }

    /** The result, which must be one JSON value and nothing else. */
    public JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }
}
