package io.semsearch.trainer;

import io.semsearch.progress.Progress;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.deeplearning4j.models.embeddings.learning.impl.elements.SkipGram;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.text.sentenceiterator.CollectionSentenceIterator;
import org.deeplearning4j.text.tokenization.tokenizerfactory.DefaultTokenizerFactory;

/** Trains word vectors by Deeplearning4j's Word2Vec, with one worker: equal input gives equal vectors. */
public final class Word2VecTrainer {

    private static final double LEARNING_RATE = 0.025;
    private static final double LAST_LEARNING_RATE = 1e-4;

    private Word2VecTrainer() {}

    /** Trains on sentences.
     *
     * @param sentences each a list of words
     * @return the words by falling frequency, vectors of length 1
     * @throws IllegalArgumentException if no word occurs often enough */
    public static InMemoryWordVectors train(Iterable<List<String>> sentences, Word2VecConfig config,
            Progress progress) {
        List<String> lines = StreamSupport.stream(sentences.spliterator(), false).filter(words -> !words.isEmpty())
                .map(words -> String.join(" ", words)).toList();
        requireWords(lines, config.minimumCount());
        try (Progress.Task task = progress.start("Training word vectors", (long) config.epochs() * lines.size(),
                "captions")) {
            Word2Vec word2Vec = new Word2Vec.Builder()
                    .seed(config.seed())
                    .workers(1)
                    .allowParallelTokenization(false)
                    .layerSize(config.dimension())
                    .epochs(config.epochs())
                    .iterations(1)
                    .windowSize(config.window())
                    .negativeSample(config.negatives())
                    .useHierarchicSoftmax(false)
                    .minWordFrequency(config.minimumCount())
                    .learningRate(LEARNING_RATE)
                    .minLearningRate(LAST_LEARNING_RATE)
                    .elementsLearningAlgorithm(new SkipGram<VocabWord>())
                    .iterate(new CountingIterator(lines, task))
                    .tokenizerFactory(new DefaultTokenizerFactory())
                    .build();
            word2Vec.fit();
            return read(word2Vec);
        }
    }

    private static InMemoryWordVectors read(Word2Vec word2Vec) {
        FloatMatrix vectors = NativeArrays.toMatrix(word2Vec.lookupTable().getWeights());
        // frequent words get long vectors, which would undo their low weight by IDF
        vectors.l2NormalizeRows();
        List<String> words = IntStream.range(0, vectors.rows()).mapToObj(word2Vec.getVocab()::wordAtIndex).toList();
        return new InMemoryWordVectors(words, vectors);
    }

    private static void requireWords(List<String> lines, int minimumCount) {
        boolean found = lines.stream().flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()))
                .values().stream().anyMatch(count -> count >= minimumCount);
        if (!found) {
            throw new IllegalArgumentException("no word of the captions occurs " + minimumCount
                    + " times: too little text to learn word vectors from; give --vectors");
        }
    }

    /** Tells how many sentences have been read, all passes together, but for the first, which counts words. */
    private static final class CountingIterator extends CollectionSentenceIterator {

        private final Progress.Task task;
        private final AtomicLong done;

        CountingIterator(List<String> lines, Progress.Task task) {
            super(lines);
            this.task = task;
            this.done = new AtomicLong(-lines.size());
        }

        @Override
        public synchronized String nextSentence() {
            long count = done.incrementAndGet();
            if (count > 0) {
                task.advanceTo(count);
            }
            return super.nextSentence();
        }
    }
}
