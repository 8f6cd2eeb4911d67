package io.semsearch.cli;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.captions.CocoCaptionsReader;
import io.semsearch.datasets.text.TextLinesReader;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.Tokenizer;
import io.semsearch.trainer.PhraseConfig;
import io.semsearch.trainer.PhraseDetector;
import io.semsearch.trainer.Phrases;
import io.semsearch.trainer.Word2VecConfig;
import io.semsearch.trainer.Word2VecTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Text to word vectors. */
@Command(name = "train",
        description = "Learn word vectors by word2vec (skip-gram, 5 negative samples), from captions or any text.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch vectors train --captions captions_train2014.json --phrases --out coco.txt",
                "  semsearch vectors train --text wiki.txt.gz --min-count 5 --dimension 200 \\",
                "      --out wiki.bin",
                "%nThen: semsearch train --vectors coco.txt ..."})
final class VectorsTrainCommand implements Callable<Integer> {

    private static final int NEGATIVES = 5;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--out", required = true, paramLabel = "F",
            description = "The file to write: word2vec text; word2vec binary if it ends with .bin; gzipped if with .gz.")
    private Path out = Path.of("");

    @Option(names = "--dimension", paramLabel = "N", defaultValue = "100",
            description = "Length of a vector. Default: ${DEFAULT-VALUE}.")
    private int dimension;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "5",
            description = "Passes over the text. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--window", paramLabel = "N", defaultValue = "5",
            description = "Words to either side that count as context, at most. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(names = "--min-count", paramLabel = "N", defaultValue = "2",
            description = "Rarer words get no vector. Default: ${DEFAULT-VALUE}.")
    private int minimumCount;

    @Option(names = "--phrases", description = "First join words that stand side by side far more often than by "
            + "chance, up to four: hot_dog gets a vector of its own.")
    private boolean phrases;

    @Option(names = "--phrase-threshold", paramLabel = "X", defaultValue = "100",
            description = "How many times as often as by chance. Default: ${DEFAULT-VALUE}.")
    private double phraseThreshold;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Equal seeds give equal vectors. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--max-uncompressed", paramLabel = "SIZE", defaultValue = "4GiB",
            converter = DataSizeConverter.class,
            description = "What a compressed file may unpack to. Default: ${DEFAULT-VALUE}.")
    private long maxUncompressedBytes;

    @Mixin
    private VectorsOutput output = new VectorsOutput();

    @Spec
    private CommandSpec spec;

    /** One of two. */
    private static final class Source {

        @Option(names = "--captions", required = true, arity = "1..*", paramLabel = "F",
                description = "Captions in COCO's JSON format; several files are joined. May be gzipped or zipped.")
        private List<Path> captions = List.of();

        @Option(names = "--text", required = true, paramLabel = "F",
                description = "Any text in UTF-8, a sentence a line; may be gzipped or zipped.")
        private @Nullable Path text;
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Word2VecConfig config = new Word2VecConfig(seed, dimension, epochs, window, NEGATIVES, minimumCount);
        PhraseConfig phraseConfig = new PhraseConfig(phraseThreshold, PhraseConfig.DISCOUNT, minimumCount);
        VectorsOutput.prepare(out);
        List<String> lines = readLines(console);
        Iterable<List<String>> sentences = () -> lines.stream().map(Tokenizer::tokenize).iterator();
        if (phrases) {
            Phrases found = PhraseDetector.detect(sentences, phraseConfig, console.progress());
            console.note("phrases: %,d", found.terms().size());
            sentences = found.joinAll(sentences);
        }
        output.write(out, train(sentences, config, console), console);
        return ExitCode.OK;
    }

    private List<String> readLines(Console console) throws IOException {
        if (source.text != null) {
            return TextLinesReader.read(source.text, maxUncompressedBytes, console.progress());
        }
        List<CaptionDataset> datasets = new ArrayList<>();
        for (Path file : source.captions) {
            datasets.add(CocoCaptionsReader.read(file, maxUncompressedBytes, console.progress()));
        }
        return captions(datasets).toList();
    }

    /** Files are not joined by their images, for those do not matter here. */
    private static Stream<String> captions(List<CaptionDataset> datasets) {
        return datasets.stream().flatMap(dataset -> dataset.captions().stream()).map(caption -> caption.text());
    }

    private InMemoryWordVectors train(Iterable<List<String>> sentences, Word2VecConfig config, Console console)
            throws DataFileException {
        try {
            return Word2VecTrainer.train(sentences, config, console.progress());
        } catch (IllegalArgumentException e) {
            String files = source.text != null ? source.text.toString() : DataOptions.names(source.captions);
            throw new DataFileException(files + ": " + e.getMessage() + "; give more, or lower --min-count", e);
        }
    }
}
