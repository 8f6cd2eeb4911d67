package io.semsearch.cli;

import io.semsearch.dataset.Caption;
import io.semsearch.datasets.captions.CocoCaptionsReader;
import io.semsearch.datasets.vectors.LoadedWordVectors;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.text.CaptionWords;
import io.semsearch.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Word vectors to word vectors. */
@Command(name = "convert",
        description = "Write word vectors in another form, or fewer of them. Words are kept in lower case.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch vectors convert wiki-news-300d-1M.vec wiki.bin",
                "  semsearch vectors convert GoogleNews.bin.gz small.txt.gz \\",
                "      --words-of captions.json --extra-words 20000"})
final class VectorsConvertCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "IN",
            description = "GloVe text, fastText .vec, word2vec text or binary; may be gzipped or zipped.")
    private Path in = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT",
            description = "The file to write: word2vec text; word2vec binary if it ends with .bin; gzipped if with .gz.")
    private Path out = Path.of("");

    @Option(names = "--words-of", arity = "1..*", paramLabel = "CAPTIONS",
            description = "Keep the words and phrases of these captions, files in COCO's JSON format.")
    private List<Path> captions = List.of();

    @Option(names = "--extra-words", paramLabel = "N",
            description = "How many other words are kept, the first and thus the most frequent ones. Default: all; "
                    + "with --words-of none.")
    private @Nullable Integer extraWords;

    @Option(names = "--skip-bad-vectors",
            description = "Count and pass over lines that cannot be read, instead of refusing the file.")
    private boolean skipBroken;

    @Option(names = "--max-uncompressed", paramLabel = "SIZE", defaultValue = "4GiB",
            converter = DataSizeConverter.class,
            description = "What a compressed file may unpack to. Default: ${DEFAULT-VALUE}.")
    private long maxUncompressedBytes;

    @Mixin
    private VectorsOutput output = new VectorsOutput();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        VectorsOutput.prepare(out);
        LoadedWordVectors loaded = WordVectorsReader.read(in,
                new WordVectorsOptions(wanted(console), extraWords(), skipBroken, maxUncompressedBytes),
                console.progress());
        console.note("%s: %s, %s in lower case kept%s", in, Formats.count(loaded.wordsInFile(), "word"),
                Formats.text("%,d", loaded.vectors().size()), WordVectorsMixin.oddities(loaded));
        loaded.firstSkipped().forEach(line -> console.note("%s", line));
        output.write(out, loaded.vectors(), console);
        return ExitCode.OK;
    }

    private int extraWords() {
        if (extraWords != null) {
            return extraWords;
        }
        return captions.isEmpty() ? Integer.MAX_VALUE : 0;
    }

    private Predicate<String> wanted(Console console) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : captions) {
            CocoCaptionsReader.read(file, maxUncompressedBytes, console.progress()).captions().stream()
                    .map(Caption::text).forEach(texts::add);
        }
        return new CaptionWords(() -> texts.stream().map(Tokenizer::tokenize).iterator())::contains;
    }
}
