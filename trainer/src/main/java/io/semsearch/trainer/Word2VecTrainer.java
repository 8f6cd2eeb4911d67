package io.semsearch.trainer;

import io.semsearch.progress.Progress;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.vector.FloatMatrix;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.deeplearning4j.models.embeddings.learning.impl.elements.SkipGram;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.text.sentenceiterator.BaseSentenceIterator;
import org.deeplearning4j.text.tokenization.tokenizerfactory.DefaultTokenizerFactory;

/** Trains word vectors by Deeplearning4j's Word2Vec, with one worker: equal input gives equal vectors. */
public final class Word2VecTrainer {

    private static final double LEARNING_RATE = 0.025;
    private static final double LAST_LEARNING_RATE = 1e-4;

    private Word2VecTrainer() {}

    /** Trains on sentences.
     *
     * @param sentences each a list of words, none of which holds a blank; gone through for each epoch, and twice before
     * @return the words by falling frequency, vectors of length 1
     * @throws IllegalArgumentException if no word occurs often enough */
    public static InMemoryWordVectors train(Iterable<List<String>> sentences, Word2VecConfig config,
            Progress progress) {
        long count = requireWords(sentences, config.minimumCount());
        try (Progress.Task task = progress.start("Training word vectors", config.epochs() * count, "sentences")) {
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
                    .iterate(new CountingIterator(sentences, count, task))
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

    /** Counts the sentences that have words.
     *
     * @throws IllegalArgumentException if no word occurs often enough */
    private static long requireWords(Iterable<List<String>> sentences, int minimumCount) {
        Map<String, Integer> counts = new HashMap<>();
        long withWords = 0;
        for (List<String> sentence : sentences) {
            sentence.forEach(word -> counts.merge(word, 1, Integer::sum));
            withWords += sentence.isEmpty() ? 0 : 1;
        }
        if (counts.values().stream().noneMatch(count -> count >= minimumCount)) {
            throw new IllegalArgumentException(
                    "no word occurs " + minimumCount + " times: too little text to learn word vectors from");
        }
        return withWords;
    }

    /** Sentences as Deeplearning4j takes them, as text; tells how many have been read, all passes together, but for the
     * first, which counts words. */
    private static final class CountingIterator extends BaseSentenceIterator {

        private final Iterable<List<String>> sentences;
        private final Progress.Task task;
        private final AtomicLong done;
        private Iterator<List<String>> remaining;

        CountingIterator(Iterable<List<String>> sentences, long count, Progress.Task task) {
            this.sentences = sentences;
            this.task = task;
            this.done = new AtomicLong(-count);
            this.remaining = withWords();
        }

        @Override
        public synchronized String nextSentence() {
            long count = done.incrementAndGet();
            if (count > 0) {
                task.advanceTo(count);
            }
            return String.join(" ", remaining.next());
        }

        @Override
        public synchronized boolean hasNext() {
            return remaining.hasNext();
        }

        @Override
        public synchronized void reset() {
            remaining = withWords();
        }

        private Iterator<List<String>> withWords() {
            return StreamSupport.stream(sentences.spliterator(), false).filter(words -> !words.isEmpty()).iterator();
        }
    }
}
