package io.semsearch.indexer;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The analyzer of captions: the words of {@link io.semsearch.text.Tokenizer}, with a gap between captions so that no
 * phrase spans two of them. */
final class CaptionAnalyzer extends Analyzer {

    private static final int GAP = 100;

    @Override
    protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new Words());
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }

    private static final class Words extends Tokenizer {

        /** Lucene refuses terms of more than 32,766 bytes; a code unit takes at most three. */
        private static final int LONGEST = 10_000;

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private Iterator<String> words = List.<String>of().iterator();

        @Override
        public void reset() throws IOException {
            super.reset();
            StringWriter text = new StringWriter();
            input.transferTo(text);
            words = io.semsearch.text.Tokenizer.tokenize(text.toString()).stream()
                    .filter(word -> word.length() <= LONGEST).iterator();
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (!words.hasNext()) {
                return false;
            }
            term.append(words.next());
            return true;
        }
    }
}
