package io.semsearch.datasets.vectors;

import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.vectors.WordVectorsReader.Header;
import java.io.IOException;

/** Reads vectors written as text: a line for each word, the word and its numbers. Blank lines are passed over. */
final class TextVectors {

    private TextVectors() {}

    /** GloVe's form: the first line tells how many numbers a vector has. */
    static LoadedWordVectors readGlove(DataStream in, WordCollector words) throws IOException {
        ByteLines lines = new ByteLines(in);
        if (!lines.next()) {
            throw in.failure("expected word vectors, found an empty file");
        }
        int dimension = VectorLine.numbersAtEnd(lines);
        if (dimension == 0 || dimension > WordVectorsReader.MAX_DIMENSION) {
            throw in.failure(
                    "line 1: expected a word and its numbers, or the counts of words and numbers: these are not"
                            + " word vectors of GloVe or word2vec");
        }
        VectorLine line = new VectorLine(in, lines, dimension);
        read(line, words);
        readLines(lines, line, words);
        return words.build(dimension);
    }

    /** word2vec's form: the first line tells how many words there are, and how many numbers a vector has. */
    static LoadedWordVectors readWord2Vec(DataStream in, WordCollector words, Header header) throws IOException {
        ByteLines lines = new ByteLines(in);
        lines.next();
        readLines(lines, new VectorLine(in, lines, header.dimension()), words);
        if (words.wordsMet() != header.words()) {
            words.skip(in.failure("line 1 promises " + header.words() + " words, " + words.wordsMet()
                    + " follow: it is cut short, or its first line is wrong"));
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
