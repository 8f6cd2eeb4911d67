package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Option;

class HelpTest {

    static final List<String> COMMANDS = SemsearchCommand.COMMANDS.stream().filter(name -> !name.equals("help"))
            .toList();

    /** Those that only have subcommands. */
    private static final Set<String> GROUPS = Set.of("captioner", "encoder", "features", "images", "vectors");

    private static final int TERMINAL_WIDTH = 80;

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void everyCommandShowsExamplesAndExitCodes(String command) {
        Cli help = Cli.succeed(command, "--help");

        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: semsearch " + command + " ")
                .containsSubsequence("Exit codes:", "0   ok", "1   ", "2   ", "3   ", "Examples:",
                        "  semsearch " + command)
                .contains("--verbose", "--help", "--version");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= TERMINAL_WIDTH);
        assertThat(Cli.succeed("help", command)).isEqualTo(help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vectors train", "vectors convert", "vectors nearest", "encoder import", "encoder fetch",
            "encoder list", "encoder show", "encoder check", "features extract", "images fetch",
            "captioner train", "captioner evaluate"})
    void everySubcommandShowsExamplesAndExitCodes(String command) {
        String[] words = command.split(" ", 2);
        String help = Cli.succeed(words[0], words[1], "--help").out();

        assertThat(help).startsWith("Usage: semsearch " + command + " ").containsSubsequence("Exit codes:",
                "Examples:", "  semsearch " + command);
        assertThat(help.lines()).allMatch(line -> line.length() <= TERMINAL_WIDTH);
    }

    /** A percent sign in a description is written twice; for one of its own picocli prints a warning on stderr. */
    @Test
    void descriptionsAreFormats() {
        assertThat(descriptions(Main.commandLine())).hasSizeGreaterThan(200)
                .allSatisfy(description -> assertThatNoException().as(description)
                        .isThrownBy(() -> String.format(description)));
    }

    /** What the annotations say, before picocli formats it. */
    private static Stream<String> descriptions(CommandLine command) {
        Stream<String> own = command.getCommandSpec().options().stream()
                .filter(option -> option.userObject() instanceof AnnotatedElement)
                .map(option -> ((AnnotatedElement) option.userObject()).getAnnotation(Option.class))
                .flatMap(option -> Stream.of(option.description()));
        return Stream.concat(own, command.getSubcommands().values().stream().flatMap(HelpTest::descriptions));
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void mostTakeACollection(String command) {
        boolean takesCollection = Cli.succeed(command, "--help").out().contains("-c, --collection=DIR");

        assertThat(takesCollection).isEqualTo(!Set.of("compare", "reproduce", "doctor").contains(command)
                && !GROUPS.contains(command));
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void mostPrintTablesOrJson(String command) {
        boolean printsResults = Cli.succeed(command, "--help").out().contains("--format=table|json");

        assertThat(printsResults).isEqualTo(!Set.of("demo", "serve").contains(command) && !GROUPS.contains(command));
    }

    @Test
    void programShowsItsCommandsAndEnvironment() {
        String help = Cli.succeed("--help").out();

        assertThat(help).contains("Usage: semsearch", "Exit codes:", "Examples:", "SEMSEARCH_COLLECTION",
                "SEMSEARCH_JAVA_OPTS");
        assertThat(help.lines().filter(line -> line.matches("  [a-z]+ {2,}[A-Z].*"))
                .map(line -> line.strip().split(" ", 2)[0])).containsAll(COMMANDS);
        assertThat(Cli.succeed().out()).isEqualTo(help);
    }

    @Test
    void mostUsedOptionsComeFirst() {
        assertThat(Cli.succeed("train", "--help").out()).containsSubsequence("-c, --collection", "--captions=F",
                "--features=F", "--vectors=F", "--validation-captions=F", "--seed", "--help", "--verbose");
    }

    @Test
    void callWithOneCommandLoadsThatCommandAlone() {
        for (String command : SemsearchCommand.COMMANDS) {
            CommandLine all = Main.commandLine(0, command, "--help");
            assertThat(all.getSubcommands()).containsOnlyKeys(
                    command.equals("help") ? SemsearchCommand.COMMANDS.toArray(String[]::new) : new String[]{command});
            assertThat(all.getSubcommands())
                    .allSatisfy((name, subcommand) -> assertThat(subcommand.getCommandName()).isEqualTo(name));
        }
        assertThat(Main.commandLine(0, "--verbose", "search").getSubcommands()).containsOnlyKeys("search");
        assertThat(Main.commandLine(0, "serach").getSubcommands()).hasSameSizeAs(SemsearchCommand.COMMANDS);
    }

    @Test
    void versionIsThatOfTheBuild() {
        String version = Cli.succeed("--version").out();

        assertThat(version).matches("semsearch \\d+\\.\\d+\\.\\d+\\S*\\R"
                + "Java \\d+.*\\R");
        assertThat(Cli.succeed("train", "--version").out()).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serach dogs                    | unknown command 'serach' (did you mean serve or search or train?)
            qqq                            | unknown command 'qqq'
            search --galery x dogs         | unknown option '--galery' (did you mean --gamma or --gallery?)
            --verbos                       | unknown option '--verbos' (did you mean --verbose or --version?)
            doctor now                     | unexpected argument 'now'
            search                         | nothing is looked for: write a sentence, or name a photo with --image ID or --photo FILE
            search -k                      | missing required parameter for option '-k' (N)
            search -k ten dogs             | invalid value for option '-k': expected a whole number, got 'ten'
            search --exact --hnsw dogs     | --exact, --hnsw are mutually exclusive (specify only one)
            similar 9223372036854775808 | expected the id of a photo of the collection, a whole number as search and show print it, got '9223372036854775808'
            search --plus snow*x           | invalid value for option '--plus' (TEXT[*W]): the weight in 'snow*x' must be a number greater than 0, as in snow*0.5, got 'x'
            search --image twelve          | invalid value for option '--image' (ID[*W]): expected the id of a photo of the collection, a whole number as search and show print it, got 'twelve'
            search --photo a.jpg*0 dog     | invalid value for option '--photo' (FILE[*W]): the weight in 'a.jpg*0' must be a number greater than 0, as in snow*0.5, got '0'
            search --minus-image 9223372036854775808 | invalid value for option '--minus-image' (ID[*W]): expected the id of a photo of the collection, a whole number as search and show print it, got '9223372036854775808'
            search --relevant 1,two dogs   | invalid value for option '--relevant' at index 0 (ID): expected the id of a photo of the collection, a whole number as search and show print it, got 'two'
            search -k 3000000000 dogs      | invalid value for option '-k': expected a number of at most 2147483647, got '3000000000'
            search --min-confidence 0,8 dogs | invalid value for option '--min-confidence': expected a number with a decimal point, 0.8, got '0,8'
            search --collapse much dogs    | invalid value for option '--collapse': expected a number, got 'much'
            train --validation-share 0,2   | invalid value for option '--validation-share': expected a number with a decimal point, 0.2, got '0,2'
            search -dog                    | unknown option '-dog'; if that is a word of the query, write -- before the query
            search -k 3 -k 4 dog           | option '-k' (N) should be specified only once
            search -kite                   | invalid value for option '-k': expected a whole number, got 'ite'; if '-kite' is a word of the query, write -- before the query
            search dog --plus -cat         | expected parameter for option '--plus' but found '-cat': write --plus=-cat
            search -k 0 -- -dog            | k must be >= 1, got 0
            vectors nearest -dog           | missing required parameter: 'WORD'; if '-dog' is a word of the query, write -- before the query
            info --foo                     | unknown option '--foo' (did you mean --format?)
            show -x                        | unknown option '-x'
            search --beta 1 dogs           | --alpha, --beta and --gamma weigh judged photos: name some with --relevant or --nonrelevant
            search dogs --relevant 1 --nonrelevant 1 | an image cannot be relevant and nonrelevant at once: 1
            search --hubness some dogs     | invalid value for option '--hubness': expected one of none, csls, qb-norm, got 'some'
            search --recall 0.9 --ef-search 50 dogs | --recall=X, --ef-search=N are mutually exclusive (specify only one)
            search --recall 2 dogs         | recall must lie in (0, 1], got 2.0
            search --min-confidence 2 dogs | the least confidence must lie in [0, 1], got 2.0
            search --collapse 0 dogs       | the similarity of near-duplicates must lie in (0, 1], got 0.0
            search --timeout 0 dogs        | a timeout must be positive, got PT0S
            similar                        | name one photo, by its id or as a file, or take any with --random
            similar 3 --random             | name one photo, by its id or as a file, or take any with --random
            show                           | name photos by their numbers, or take any with --random N, N at least 1
            show --random 0                | name photos by their numbers, or take any with --random N, N at least 1
            show 1 two                     | expected the id of a photo of the collection, a whole number as search and show print it, got 'two'
            verify --duplicates 2          | the similarity of near-duplicates must lie in (0, 1], got 2.0
            hubs --queries 0               | queries must be at least 1, got 0
            remove                         | missing required parameter: 'ID'
            remove 1 two                   | invalid value for positional parameter at index 0..* (ID): expected the id of a photo of the collection, a whole number as search and show print it, got 'two'
            add --captions a.json          | name photos, or the missing required option: '--features=F'
            add                            | name photos, or the missing required options: '--captions=F', '--features=F'
            add --captions a.json --features b.npy c.jpg | --features belong to --captions alone: photos are encoded, so name either them or features
            photos                         | missing required parameter: 'PATH'
            optimize now                   | unexpected argument 'now'
            evaluate --captions a.json     | missing required option: '--features=F'
            train --validation-share 1.5   | invalid value for option '--validation-share': expected a number between 0 and 1, got '1.5'
            train --max-uncompressed 4x    | invalid value for option '--max-uncompressed': expected a size such as 4GiB or 512MiB, got '4x'
            info --format xml              | invalid value for option '--format': expected one of [TABLE, JSON] (case-insensitive) but was 'xml'
            """)
    void wrongCallsNameWhatIsWrong(String call, String message) {
        assertThat(Cli.fail(ExitCode.USAGE, (Object[]) call.split(" "))).isEqualTo(message);
    }

    @Test
    void wrongCallsNameTheirHelp() {
        assertThat(Cli.run("search").err()).endsWith(lines("see 'semsearch search --help'"));
        assertThat(Cli.run("qqq").err()).endsWith(lines("see 'semsearch --help'"));
    }

    private static String lines(String line) {
        return line + System.lineSeparator();
    }
}
