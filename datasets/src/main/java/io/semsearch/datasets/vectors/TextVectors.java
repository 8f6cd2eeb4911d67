package io.semsearch.datasets.vectors;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.vectors.WordVectorsReader.Header;
import java.io.IOException;

/** Reads vectors written as text: a line for each word, the word and its numbers. Blank lines are passed over. */
final class TextVectors {

    private TextVectors() {}

    /** GloVe's form: the first line with one word and its numbers determines the dimension. */
    static LoadedWordVectors readGlove(DataStream in, WordCollector words) throws IOException {
        byte[] start = in.peek(DataStream.MOST_PEEKED);
        ByteLines lines = new ByteLines(in);
        int dimension = lines.next() ? VectorLine.numbersAfterOneWord(lines) : 0;
        if (dimension == 0) {
            // the first line may be broken, or its word have blanks
            dimension = dimension(DataStream.of(in.name(), start));
        }
        if (dimension == 0 || dimension > WordVectorsReader.MAX_DIMENSION) {
            throw in.unexpected("word vectors", "line 1: expected a word and its numbers, or the counts of words and"
                    + " numbers: these are not word vectors of GloVe or word2vec");
        }
        VectorLine line = new VectorLine(in, lines, dimension);
        if (lines.start() < lines.end()) {
            read(line, words);
        }
        readLines(lines, line, words);
        return words.build(dimension);
    }

    /** Of the first line that is one word and its numbers; 0 if there is none. The last line of a sample may be cut. */
    private static int dimension(DataStream sample) throws IOException {
        ByteLines lines = new ByteLines(sample);
        int dimension = 0;
        while (dimension == 0 && lines.next() && (sample.position() < DataStream.MOST_PEEKED || !lines.isLast())) {
            dimension = VectorLine.numbersAfterOneWord(lines);
        }
        return dimension;
    }

    /** word2vec's form: the first line has the number of words and the dimension. */
    static LoadedWordVectors readWord2Vec(DataStream in, WordCollector words, Header header) throws IOException {
        ByteLines lines = new ByteLines(in);
        lines.next();
        readLines(lines, new VectorLine(in, lines, header.dimension()), words);
        if (words.wordsMet() != header.words()) {
            words.skip(in.failure("line 1 promises " + header.words() + " words, " + words.wordsMet()
                    + " follow: it is truncated, or its first line is wrong"));
        }
        return words.build(header.dimension());
    }

    private static void readLines(ByteLines lines, VectorLine line, WordCollector words) throws IOException {
        while (lines.next()) {
            if (lines.start() < lines.end()) {
                read(line, words);
            }
        }
    }

    private static void read(VectorLine line, WordCollector words) throws DataFileException {
        try {
            line.parse();
        } catch (DataFileException e) {
            words.skip(e);
            return;
        }
        words.add(line.word(), line.vector());
    }
}
