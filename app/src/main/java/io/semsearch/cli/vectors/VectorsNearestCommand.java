package io.semsearch.cli.vectors;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.DataSizeConverter;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.operations.Formats;
import io.semsearch.operations.vectors.NearestWords;
import io.semsearch.text.SimilarWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds near words: {@link NearestWords} on the command line. */
@Command(name = "nearest",
        description = "Find the words nearest to a word, by the cosine of their vectors.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch vectors nearest dog", "  semsearch vectors nearest -k 5 -c coco hot dog",
                "  semsearch vectors nearest dog --vectors glove.6B.50d.txt --format json"})
final class VectorsNearestCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--vectors", paramLabel = "F",
            description = "Search the words of this file instead of those of the collection's model: GloVe text, "
                    + "fastText .vec, word2vec text or binary; may be gzipped or zipped.")
    private @Nullable Path file;

    @Option(names = "--extra-words", paramLabel = "N",
            description = "Compare with the first N words of --vectors only, which takes less memory. Default: all.")
    private int extraWords = Integer.MAX_VALUE;

    @Option(names = "--max-uncompressed", paramLabel = "SIZE", defaultValue = "4GiB",
            converter = DataSizeConverter.class,
            description = "Limit for the size of a compressed file when unpacked. Default: ${DEFAULT-VALUE}.")
    private long maxUncompressedBytes;

    @Option(names = "-k", paramLabel = "N", defaultValue = "" + NearestWords.Options.DEFAULT_K,
            description = "Number of words. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "A word, or the words of a phrase.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        NearestWords.Result result = NearestWords.run(
                new NearestWords.Options(source(), String.join(" ", words), k), console);
        console.out().println(format.isJson() ? json(result.word(), result.nearest()) : table(result.nearest()));
        console.out().flush();
        return ExitCode.OK;
    }

    private NearestWords.Source source() {
        if (file == null) {
            return new NearestWords.Source.Model(collection.collection());
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("-c")) {
            throw new MutuallyExclusiveArgsException(spec.commandLine(),
                    "--vectors, --collection are mutually exclusive (specify only one)");
        }
        return new NearestWords.Source.File(file, extraWords, maxUncompressedBytes);
    }

    private static String json(String word, List<SimilarWord> nearest) {
        ObjectNode json = ResultJson.object().put("word", word);
        ArrayNode hits = json.putArray("nearest");
        for (SimilarWord hit : nearest) {
            hits.addObject().put("rank", hits.size()).put("word", hit.word()).put("similarity", hit.similarity());
        }
        return ResultJson.print(json);
    }

    private static String table(List<SimilarWord> nearest) {
        StringBuilder table = new StringBuilder(Formats.text("%4s  %10s  %s", "rank", "similarity", "word"));
        for (int i = 0; i < nearest.size(); i++) {
            table.append(Formats.text("%n%4d  %10.4f  %s", i + 1, nearest.get(i).similarity(),
                    Formats.line(nearest.get(i).word())));
        }
        return table.toString();
    }
}
