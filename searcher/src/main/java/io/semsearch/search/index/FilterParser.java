package io.semsearch.search.index;

import io.semsearch.search.FilterException;
import io.semsearch.search.index.FilterToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.search.MatchAllDocsQuery;

/** Parses filters, by recursive descent. Of one text and one thread.
 *
 * <pre>{@code
 * or      = and { OR and }
 * and     = not { [AND] not }
 * not     = { NOT } operand
 * operand = ( or ) | [field] ( ( or ) | value ) | *:*
 * value   = word | "phrase" | comparison word | range
 * range   = ( "[" | "{" ) end TO end ( "]" | "}" )
 * }</pre> */
final class FilterParser {

    private static final int DEEPEST = 100;
    private static final Set<String> OPERATORS = Set.of("and", "or", "not");
    private static final String OPERAND = "a word, a phrase in quotation marks, field:value, or '('";

    private final FilterText text;
    private final FilterQueries queries;
    private final List<FilterToken> tokens;
    private int next;
    private int depth;

    private FilterParser(String expression) {
        this.text = new FilterText(expression);
        this.queries = new FilterQueries(text);
        this.tokens = text.tokens();
    }

    /** @throws FilterException if the expression is no filter */
    static Condition parse(String expression) {
        FilterParser parser = new FilterParser(expression);
        Condition condition = parser.or(FilterField.CAPTION);
        if (!parser.peek().is(Kind.END)) {
            throw parser.text.error(parser.peek(), "AND, OR, or the end");
        }
        return condition;
    }

    private Condition or(FilterField field) {
        List<Condition> any = new ArrayList<>(List.of(and(field)));
        while (accept(Kind.OR)) {
            any.add(and(field));
        }
        return any.size() == 1 ? any.getFirst() : new Condition.Or(any);
    }

    private Condition and(FilterField field) {
        List<Condition> all = new ArrayList<>(List.of(not(field)));
        while (accept(Kind.AND) || startsOperand(peek().kind())) {
            all.add(not(field));
        }
        return all.size() == 1 ? all.getFirst() : new Condition.And(all);
    }

    private static boolean startsOperand(Kind kind) {
        return switch (kind) {
            case WORD, PHRASE, FIELD, COMPARISON, OPEN, RANGE_START, NOT, MINUS -> true;
            case CLOSE, RANGE_END, AND, OR, END -> false;
        };
    }

    private Condition not(FilterField field) {
        enter();
        boolean negated = !startsNegativeNumber(field) && (accept(Kind.NOT) || accept(Kind.MINUS));
        Condition condition = negated ? new Condition.Not(not(field)) : operand(field);
        depth--;
        return condition;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw text.error(peek().at(), "a filter is at most " + DEEPEST + " levels deep");
        }
    }

    /** A hyphen before a number is its sign. */
    private boolean startsNegativeNumber(FilterField field) {
        return field.isNumber() && peek().is(Kind.MINUS) && tokens.get(next + 1).is(Kind.WORD);
    }

    private Condition operand(FilterField field) {
        if (accept(Kind.OPEN)) {
            return group(field);
        }
        if (peek().is(Kind.FIELD)) {
            return ofField(take());
        }
        String image = peek().image();
        if (field == FilterField.CAPTION && peek().is(Kind.WORD)
                && OPERATORS.contains(image.toLowerCase(Locale.ROOT))) {
            throw text.error(peek(), "the operator " + image.toUpperCase(Locale.ROOT) + ", or the word \"" + image
                    + "\" in quotation marks");
        }
        return value(field);
    }

    private Condition group(FilterField field) {
        Condition condition = or(field);
        expect(Kind.CLOSE, "AND, OR, or ')'");
        return condition;
    }

    private Condition ofField(FilterToken name) {
        if (name.image().equals("*:") && peek().value().isStar()) {
            take();
            return new Condition.Matches(MatchAllDocsQuery.INSTANCE);
        }
        FilterField field = FilterField.of(name.value().text()).orElseThrow(() -> text.error(name.at(),
                "it names the field '" + name.value().text() + "', expected one of " + FilterField.names()));
        return accept(Kind.OPEN) ? group(field) : value(field);
    }

    private Condition value(FilterField field) {
        FilterToken token = signed();
        return new Condition.Matches(switch (token.kind()) {
            case WORD -> queries.word(field, token);
            case PHRASE -> queries.phrase(field, token);
            case COMPARISON -> queries.range(field, comparison(token));
            case RANGE_START -> queries.range(field, range(token));
            case FIELD -> throw text.error(token,
                    "a value, or quotation marks around one that contains ':', '=', '<' or '>'");
            case OPEN, CLOSE, RANGE_END, AND, OR, NOT, MINUS, END -> throw text.error(token, OPERAND);
        });
    }

    private FilterQueries.Range comparison(FilterToken comparison) {
        FilterQueries.End end = new FilterQueries.End(end(), comparison.image().endsWith("="));
        return comparison.image().startsWith(">")
                ? new FilterQueries.Range(comparison, end, FilterQueries.End.OPEN)
                : new FilterQueries.Range(comparison, FilterQueries.End.OPEN, end);
    }

    private FilterQueries.Range range(FilterToken start) {
        FilterToken from = end();
        FilterToken word = take();
        if (!word.image().equals("TO")) {
            throw text.error(word, "TO");
        }
        FilterToken to = end();
        FilterToken end = expect(Kind.RANGE_END, "']' or '}'");
        return new FilterQueries.Range(start, new FilterQueries.End(from, start.image().equals("[")),
                new FilterQueries.End(to, end.image().equals("]")));
    }

    private FilterToken end() {
        FilterToken end = signed();
        if (!end.is(Kind.WORD) && !end.is(Kind.PHRASE)) {
            throw text.error(end, "an end of the range, or *");
        }
        return end;
    }

    /** The next token; a hyphen right before a word becomes part of it. */
    private FilterToken signed() {
        FilterToken token = take();
        boolean isSign = token.is(Kind.MINUS) && peek().is(Kind.WORD) && peek().at() == token.at() + 1;
        return isSign ? take().negative() : token;
    }

    private FilterToken expect(Kind kind, String expected) {
        FilterToken token = take();
        if (!token.is(kind)) {
            throw text.error(token, expected);
        }
        return token;
    }

    private boolean accept(Kind kind) {
        boolean accepted = peek().is(kind);
        next += accepted ? 1 : 0;
        return accepted;
    }

    private FilterToken peek() {
        return tokens.get(next);
    }

    /** The next token; the end again and again. */
    private FilterToken take() {
        FilterToken token = peek();
        next += token.is(Kind.END) ? 0 : 1;
        return token;
    }
}
