package io.semsearch.search.index;

import io.semsearch.search.index.FilterToken.Kind;
import io.semsearch.search.index.FilterToken.Value;
import io.semsearch.text.Tokenizer;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;

/** The values of a filter as Lucene's queries, by the kind of their field. */
final class FilterQueries {

    /** Letters that a fuzzy word may differ in. */
    static final int MOST_ERRORS = 2;

    /** Less than the gap between two captions of an image, so that no phrase spans them. */
    private static final int MOST_WORDS_BETWEEN = 50;
    private static final int LONGEST_FUZZY = 100;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,15})?");

    private final FilterText text;

    FilterQueries(FilterText text) {
        this.text = text;
    }

    /** An end of a range; {@code *} leaves it open. */
    record End(FilterToken token, boolean inclusive) {

        static final End OPEN = new End(
                new FilterToken(Kind.WORD, 0, "*", new Value(List.of("", ""), "*"), FilterToken.NO_NUMBER), true);

        boolean isOpen() {
            return token.value().isStar();
        }
    }

    /** A range of values.
     *
     * @param at where it begins */
    record Range(FilterToken at, End from, End to) {}

    /** A word, with wildcards or not. */
    Query word(FilterField field, FilterToken word) {
        if (word.hasNumber()) {
            return fuzzy(field, word);
        }
        boolean isPattern = word.value().isPattern();
        return switch (field.kind()) {
            case TEXT -> isPattern ? pattern(field, word) : words(field, word, 0);
            case KEYWORD -> isPattern ? pattern(field, word) : new TermQuery(term(field, word.value().text()));
            case INT, LONG, DECIMAL, DATE ->
                range(field, new Range(word, new End(word, true), new End(word, true)));
        };
    }

    /** A text in quotation marks. */
    Query phrase(FilterField field, FilterToken phrase) {
        if (!phrase.hasNumber()) {
            return field.kind() == FilterField.Kind.TEXT
                    ? words(field, phrase, 0)
                    : word(field, phrase);
        }
        if (field.kind() != FilterField.Kind.TEXT || phrase.number() > MOST_WORDS_BETWEEN) {
            throw text.error(phrase, "no '~', or, for a phrase of captions, at most ~" + MOST_WORDS_BETWEEN);
        }
        return words(field, phrase, phrase.number());
    }

    private Query words(FilterField field, FilterToken token, int between) {
        List<String> words = Tokenizer.tokenize(token.value().text());
        if (words.isEmpty()) {
            throw text.error(token, "a letter or a digit: captions are searched for words");
        }
        return words.size() == 1
                ? new TermQuery(term(field, words.getFirst()))
                : new PhraseQuery(between, field.fieldName(), words.toArray(String[]::new));
    }

    private Query fuzzy(FilterField field, FilterToken word) {
        if (field.isNumber() || word.value().isPattern() || word.number() > MOST_ERRORS
                || word.value().text().length() > LONGEST_FUZZY) {
            throw text.error(word, "'~' only after a word without wildcards, of at most " + LONGEST_FUZZY
                    + " letters, with at most ~" + MOST_ERRORS + "; or quotation marks");
        }
        String value = word.value().text();
        value = field.kind() == FilterField.Kind.TEXT ? partOfWord(word, value) : value;
        // by default, a fuzzy query takes the nearest 50 words alone
        return new FuzzyQuery(term(field, value), word.number(), 0, FuzzyQuery.defaultMaxExpansions, true,
                MultiTermQuery.CONSTANT_SCORE_REWRITE);
    }

    private Query pattern(FilterField field, FilterToken word) {
        String pattern = word.value().pattern(literal -> field.kind() == FilterField.Kind.TEXT
                ? partOfWord(word, literal)
                : literal);
        try {
            return new WildcardQuery(term(field, pattern));
        } catch (TooComplexToDeterminizeException e) {
            throw text.error(word, "fewer wildcards");
        }
    }

    private String partOfWord(FilterToken token, String part) {
        return Tokenizer.partOfWord(part).orElseThrow(
                () -> text.error(token, "letters and digits: wildcards and '~' belong to a single word"));
    }

    /** Values between two ends. */
    Query range(FilterField field, Range range) {
        return switch (field.kind()) {
            case TEXT -> throw text.error(range.at(), "a word: captions have no order");
            case KEYWORD -> TermRangeQuery.newStringRange(field.fieldName(), keyword(range.from()),
                    keyword(range.to()), range.from().inclusive(), range.to().inclusive());
            case INT, LONG -> numbers(field, range);
            case DECIMAL -> DoublePoint.newRangeQuery(field.fieldName(), decimal(field, range.from(), 1),
                    decimal(field, range.to(), -1));
            case DATE -> LongPoint.newRangeQuery(field.fieldName(), firstSecond(range.from()),
                    lastSecond(range.to()));
        };
    }

    private Query numbers(FilterField field, Range range) {
        long from = number(field, range.from(), 1);
        long to = number(field, range.to(), -1);
        return field.kind() == FilterField.Kind.INT
                ? IntPoint.newRangeQuery(field.fieldName(), (int) from, (int) to)
                : LongPoint.newRangeQuery(field.fieldName(), from, to);
    }

    /** The outermost number of a range.
     *
     * @param inwards from an exclusive end: 1 at the lower end, -1 at the upper one */
    private long number(FilterField field, End end, int inwards) {
        boolean isInt = field.kind() == FilterField.Kind.INT;
        long least = isInt ? Integer.MIN_VALUE : Long.MIN_VALUE;
        long greatest = isInt ? Integer.MAX_VALUE : Long.MAX_VALUE;
        if (end.isOpen()) {
            return inwards > 0 ? least : greatest;
        }
        FilterToken token = end.token();
        String digits = plain(token);
        if (NUMBER.matcher(digits).matches()) {
            BigInteger number = new BigInteger(digits).add(BigInteger.valueOf(end.inclusive() ? 0 : inwards));
            if (number.equals(number.max(BigInteger.valueOf(least)).min(BigInteger.valueOf(greatest)))) {
                return number.longValueExact();
            }
        }
        throw text.error(token, "a whole number from " + least + " to " + greatest + " for " + field.fieldName());
    }

    /** @param inwards as of {@link #number} */
    private double decimal(FilterField field, End end, int inwards) {
        if (end.isOpen()) {
            return inwards > 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        String digits = plain(end.token());
        if (!DECIMAL.matcher(digits).matches()) {
            throw text.error(end.token(), "a number such as 59.33 for " + field.fieldName());
        }
        double number = Double.parseDouble(digits);
        if (end.inclusive()) {
            return number;
        }
        return inwards > 0 ? DoublePoint.nextUp(number) : DoublePoint.nextDown(number);
    }

    /** The first second of a range that begins here: an excluded year is left out as a whole. */
    private long firstSecond(End from) {
        if (from.isOpen()) {
            return Long.MIN_VALUE;
        }
        TimeSpan span = timeSpan(from.token());
        return from.inclusive() ? span.first() : span.last() + 1;
    }

    private long lastSecond(End to) {
        if (to.isOpen()) {
            return Long.MAX_VALUE;
        }
        TimeSpan span = timeSpan(to.token());
        return to.inclusive() ? span.last() : span.first() - 1;
    }

    private TimeSpan timeSpan(FilterToken token) {
        return TimeSpan.parse(plain(token)).orElseThrow(() -> text.error(token,
                "a year, month, day or time: 2019, 2019-07, 2019-07-14 or \"2019-07-14T09:30\""));
    }

    /** The text of a value without wildcards and {@code ~}; empty if it has some. */
    private static String plain(FilterToken token) {
        return token.value().isPattern() || token.hasNumber() ? "" : token.value().text();
    }

    private @Nullable String keyword(End end) {
        if (end.isOpen()) {
            return null;
        }
        if (end.token().value().isPattern() || end.token().hasNumber()) {
            throw text.error(end.token(), "an end of the range without wildcards");
        }
        return end.token().value().text();
    }

    private static Term term(FilterField field, String value) {
        return new Term(field.fieldName(), value);
    }
}
