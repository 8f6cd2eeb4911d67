package io.semsearch.indexer;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;

/** Lucene's standard analyzer, with a gap between the captions of an image that no phrase reaches across. */
final class CaptionAnalyzer extends DelegatingAnalyzerWrapper {

    private static final int GAP = 100;

    private final Analyzer standard = new StandardAnalyzer();

    CaptionAnalyzer() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return standard;
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }
}
