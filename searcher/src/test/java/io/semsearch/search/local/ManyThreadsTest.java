package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.TestCollection;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads get the answers that one gets. */
class ManyThreadsTest {

    private static final int THREADS = 8;

    @TempDir
    Path folder;

    /** A question of any kind. */
    private record Question(Query query, SearchOptions options) {}

    @Test
    void getTheAnswersThatOneThreadGets() throws Exception {
        TestCollection.circle(folder, 1000).index();
        try (ImageSearcher searcher = ImageSearcher.open(folder);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Question> questions = questions();
            List<List<Hit>> alone = ask(searcher, questions);

            List<Future<List<List<Hit>>>> answers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                answers.add(threads.submit(() -> ask(searcher, questions)));
            }
            for (Future<List<List<Hit>>> answer : answers) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        }
    }

    private static List<List<Hit>> ask(ImageSearcher searcher, List<Question> questions) throws IOException {
        List<List<Hit>> answers = new ArrayList<>(Collections.nCopies(questions.size(), List.of()));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(Thread.currentThread().threadId()));
        for (int i : order) {
            answers.set(i, searcher.search(questions.get(i).query, questions.get(i).options).hits());
        }
        return answers;
    }

    private static List<Question> questions() {
        Random random = new Random(7);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            for (SearchMode mode : SearchMode.values()) {
                SearchOptions options = SearchOptions.top(1 + random.nextInt(20)).withMode(mode);
                questions.add(new Question(Query.image(1 + random.nextInt(1000)), options.withSpace(Space.FEATURES)));
                questions.add(new Question(Query.text(TestCollection.WORDS.get(i % 4) + " eastern nort"), options));
                questions.add(new Question(Query.vector(new float[]{random.nextFloat(), random.nextFloat()}), options));
            }
        }
        return questions;
    }
}
