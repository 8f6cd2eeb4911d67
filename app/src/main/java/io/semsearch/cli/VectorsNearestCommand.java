package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.search.Spellings;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.SimilarWord;
import io.semsearch.text.Terms;
import io.semsearch.text.Tokenizer;
import io.semsearch.text.Vocabulary;
import io.semsearch.text.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
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

/** Word to words. */
@Command(name = "nearest",
        description = "Find the words nearest to a word, by the cosine of their vectors.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch vectors nearest dog", "  semsearch vectors nearest -k 5 -c coco hot dog",
                "  semsearch vectors nearest dog --vectors glove.6B.50d.txt --format json"})
final class VectorsNearestCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--vectors", paramLabel = "F",
            description = "The words of this file, in place of those of the collection's model: GloVe text, fastText "
                    + ".vec, word2vec text or binary; may be gzipped or zipped.")
    private @Nullable Path file;

    @Option(names = "--extra-words", paramLabel = "N",
            description = "Compare with the first N words of --vectors alone, which takes less memory. Default: all.")
    private int extraWords = Integer.MAX_VALUE;

    @Option(names = "--max-uncompressed", paramLabel = "SIZE", defaultValue = "4GiB",
            converter = DataSizeConverter.class,
            description = "What a compressed file may unpack to. Default: ${DEFAULT-VALUE}.")
    private long maxUncompressedBytes;

    @Option(names = "-k", paramLabel = "N", defaultValue = "10",
            description = "Number of words. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "A word, or the words of a phrase.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    /** Words that something is near to.
     *
     * @param frequency of the word with a number, to choose among spellings */
    private record Source(String name, WordVectors vectors, IntUnaryOperator frequency) {}

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        if (k < 1) {
            throw new IllegalArgumentException("-k must be >= 1, got " + k);
        }
        String wanted = String.join(" ", words).strip().toLowerCase(Locale.ROOT);
        Source source = file == null ? ofModel() : ofFile(file, wanted, console);
        int index = find(wanted, source);
        print(console, source.vectors.word(index), SimilarWord.nearest(source.vectors, index, k));
        return ExitCode.OK;
    }

    private Source ofModel() throws IOException {
        Path model = collection.existing().resolve(ModelArtifact.FOLDER);
        CaptionEmbedder embedder = ModelReader.read(model).captionEmbedder();
        return new Source(model.toString(), embedder.wordVectors(),
                embedder.documentFrequencies()::documentFrequency);
    }

    private Source ofFile(Path vectorsFile, String wanted, Console console) throws IOException {
        if (spec.commandLine().getParseResult().hasMatchedOption("-c")) {
            throw new MutuallyExclusiveArgsException(spec.commandLine(),
                    "--vectors, --collection are mutually exclusive (specify only one)");
        }
        String phrase = String.join("_", Tokenizer.tokenize(wanted));
        WordVectors vectors = WordVectorsReader.read(vectorsFile, new WordVectorsOptions(
                wanted.equals(phrase) ? Set.of(wanted) : Set.of(wanted, phrase), extraWords, false,
                maxUncompressedBytes), console.progress()).vectors();
        return new Source(vectorsFile.toString(), vectors, index -> vectors.size() - index);
    }

    /** Words of a file may hold what no text is cut into ({@code don't}): they are found as they are written. */
    private static int find(String wanted, Source source) throws DataFileException {
        List<String> terms = source.vectors.indexOf(wanted) == Vocabulary.UNKNOWN
                ? Terms.of(wanted, source.vectors)
                : List.of(wanted);
        if (terms.size() > 1) {
            throw new IllegalArgumentException("expected one word, or a phrase that has a vector, got "
                    + terms.stream().map(term -> "'" + term + "'").collect(Collectors.joining(", ")));
        }
        String term = terms.isEmpty() ? wanted : terms.getFirst();
        int index = source.vectors.indexOf(term);
        if (index == Vocabulary.UNKNOWN) {
            List<String> spellings = new Spellings(source.vectors, source.frequency).nearest(List.of(term))
                    .getOrDefault(term, List.of());
            throw new DataFileException(source.name + ": no vector is known for '" + term + "'"
                    + (spellings.isEmpty() ? "" : " (did you mean " + String.join(", ", spellings) + "?)"));
        }
        return index;
    }

    private void print(Console console, String word, List<SimilarWord> nearest) {
        console.out().println(format.isJson() ? json(word, nearest) : table(nearest));
        console.out().flush();
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
