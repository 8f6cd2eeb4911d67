package io.semsearch.trainer.word2vec;

import io.semsearch.progress.Progress;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.vector.FloatMatrix;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.deeplearning4j.models.embeddings.learning.impl.elements.SkipGram;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.text.sentenceiterator.BaseSentenceIterator;
import org.deeplearning4j.text.tokenization.tokenizerfactory.DefaultTokenizerFactory;

/** Trains word vectors with Deeplearning4j's Word2Vec, with one worker, so that equal input gives equal vectors. */
public final class Word2VecTrainer {

    private static final double LEARNING_RATE = 0.025;
    private static final double LAST_LEARNING_RATE = 1e-4;

    private Word2VecTrainer() {}

    /** Trains on sentences.
     *
     * @param sentences each a list of words without blanks; iterated once per epoch, and twice before
     * @return the words by descending frequency, with unit vectors
     * @throws IllegalArgumentException if no word occurs often enough
     * @throws RuntimeException         thrown by the progress to cancel */
    public static InMemoryWordVectors train(Iterable<List<String>> sentences, Word2VecConfig config,
            Progress progress) {
        long count = requireWords(sentences, config.minimumCount());
        try (Progress.Task task = progress.start("Training word vectors", config.epochs() * count, "sentences")) {
            CountingIterator iterator = new CountingIterator(sentences, count, task);
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
                    .iterate(iterator)
                    .tokenizerFactory(new DefaultTokenizerFactory())
                    .build();
            word2Vec.fit();
            iterator.rethrow();
            return read(word2Vec);
        }
    }

    private static InMemoryWordVectors read(Word2Vec word2Vec) {
        FloatMatrix vectors = NativeArrays.toMatrix(word2Vec.lookupTable().getWeights());
        // word2vec gives frequent words long vectors, which would cancel their low IDF weight
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

    /** The sentences as text, as Deeplearning4j reads them. Reports progress over all passes but the first, which
     * counts words.
     *
     * <p>Deeplearning4j reads in its own thread and loses exceptions thrown there. So an exception of the progress,
     * which cancels the work, ends the sentences, and is thrown after training has ended. */
    private static final class CountingIterator extends BaseSentenceIterator {

        private final Iterable<List<String>> sentences;
        private final Progress.Task task;
        private final AtomicLong done;
        private Iterator<List<String>> remaining;
        private Optional<RuntimeException> thrown = Optional.empty();

        CountingIterator(Iterable<List<String>> sentences, long count, Progress.Task task) {
            this.sentences = sentences;
            this.task = task;
            this.done = new AtomicLong(-count);
            this.remaining = withWords();
        }

        @Override
        public synchronized String nextSentence() {
            String sentence = String.join(" ", remaining.next());
            long count = done.incrementAndGet();
            if (count > 0) {
                advanceTo(count);
            }
            return sentence;
        }

        private void advanceTo(long count) {
            try {
                task.advanceTo(count);
            } catch (RuntimeException e) {
                thrown = Optional.of(e);
                remaining = Collections.emptyIterator();
            }
        }

        /** Throws the exception that the progress has thrown, if any. */
        synchronized void rethrow() {
            if (thrown.isPresent()) {
                throw thrown.get();
            }
        }

        @Override
        public synchronized boolean hasNext() {
            return remaining.hasNext();
        }

        @Override
        public synchronized void reset() {
            remaining = thrown.isPresent() ? Collections.emptyIterator() : withWords();
        }

        private Iterator<List<String>> withWords() {
            return StreamSupport.stream(sentences.spliterator(), false).filter(words -> !words.isEmpty()).iterator();
        }
    }
}
