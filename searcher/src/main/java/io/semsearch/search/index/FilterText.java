package io.semsearch.search.index;

import io.semsearch.search.FilterException;
import io.semsearch.search.index.FilterToken.Kind;
import io.semsearch.search.index.FilterToken.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a filter: cuts it into tokens, and quotes it in errors. Of one thread. */
final class FilterText {

    /** A word of a filter takes some microseconds of a search. */
    private static final int MOST_TOKENS = 100_000;
    private static final int LONGEST_QUOTE = 60;
    /** Characters that end a word. */
    private static final String SIGNS = "()[]{}\":=<>";
    private static final Pattern END_OF_WORD = Pattern.compile("~([0-9.]*)(?=[\\s)\\]}]|$)|\\^[0-9.]+(?=[\\s)\\]}]|$)");
    private static final Pattern COMPARISON = Pattern.compile("[<>]=?");

    private final String text;
    private int at;

    FilterText(String text) {
        this.text = text;
    }

    /** An error at a position. */
    FilterException error(int position, String problem) {
        return new FilterException("the filter cannot be understood at column "
                + (text.codePointCount(0, position) + 1) + ": " + before(position) + " >>> "
                + quote(text.substring(position)) + ": " + problem);
    }

    /** A token that does not fit. */
    FilterException error(FilterToken token, String expected) {
        String found = token.is(Kind.END) ? "its end" : "'" + quote(token.image()) + "'";
        return error(token.at(), "found " + found + ", expected " + expected);
    }

    private String before(int position) {
        int start = Math.max(0, position - LONGEST_QUOTE);
        return (start > 0 ? "..." : "") + quote(text.substring(start, position));
    }

    private static String quote(String part) {
        String start = part.length() <= LONGEST_QUOTE ? part : part.substring(0, LONGEST_QUOTE) + "...";
        return start.replaceAll("\\p{C}", "?");
    }

    /** All tokens; the last is the end.
     *
     * @throws FilterException if a character does not fit, or there are too many tokens */
    List<FilterToken> tokens() {
        List<FilterToken> tokens = new ArrayList<>();
        do {
            if (tokens.size() == MOST_TOKENS) {
                throw error(at, "a filter has at most " + MOST_TOKENS + " words and signs: use a range, or search in "
                        + "several steps");
            }
            tokens.add(next());
        } while (!tokens.getLast().is(Kind.END));
        return tokens;
    }

    private FilterToken next() {
        while (at < text.length() && isSpace()) {
            at++;
        }
        if (at == text.length()) {
            return sign(Kind.END, 0);
        }
        if (startsOperator()) {
            return sign(text.charAt(at) == '&' ? Kind.AND : Kind.OR, 2);
        }
        return switch (text.charAt(at)) {
            case '(' -> sign(Kind.OPEN, 1);
            case ')' -> sign(Kind.CLOSE, 1);
            case '[', '{' -> sign(Kind.RANGE_START, 1);
            case ']', '}' -> sign(Kind.RANGE_END, 1);
            case '!' -> sign(Kind.NOT, 1);
            case '-' -> sign(Kind.MINUS, 1);
            case '<', '>' -> sign(Kind.COMPARISON, text.startsWith("=", at + 1) ? 2 : 1);
            case '"' -> phrase();
            case '+' -> throw error(at, "leave out '+': everything is required, unless it is joined by OR");
            case ':', '=' -> throw error(at, "expected the name of a field before '" + text.charAt(at)
                    + "'; a value that contains it needs quotation marks");
            default -> word();
        };
    }

    private boolean isSpace() {
        char character = text.charAt(at);
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private boolean startsOperator() {
        return text.startsWith("&&", at) || text.startsWith("||", at);
    }

    private FilterToken sign(Kind kind, int length) {
        at += length;
        return token(kind, at - length, Value.NONE, FilterToken.NO_NUMBER);
    }

    private FilterToken token(Kind kind, int start, Value value, int number) {
        return new FilterToken(kind, start, text.substring(start, at), value, number);
    }

    private FilterToken phrase() {
        int start = at++;
        StringBuilder phrase = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            phrase.append(literalCharacter());
        }
        if (at == text.length()) {
            throw error(at, "found its end, expected a closing quotation mark");
        }
        at++;
        return token(Kind.PHRASE, start, Value.of(phrase.toString()), number());
    }

    private FilterToken word() {
        int start = at;
        Value value = value();
        if (at < text.length() && ":=<>".indexOf(text.charAt(at)) >= 0) {
            Value name = Value.of(text.substring(start, at));
            at += COMPARISON.matcher(text).region(at, text.length()).lookingAt() ? 0 : 1;
            return token(Kind.FIELD, start, name, FilterToken.NO_NUMBER);
        }
        int number = number();
        Kind kind = switch (text.substring(start, at)) {
            case "AND" -> Kind.AND;
            case "OR" -> Kind.OR;
            case "NOT" -> Kind.NOT;
            default -> Kind.WORD;
        };
        return token(kind, start, value, number);
    }

    private Value value() {
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        StringBuilder wildcards = new StringBuilder();
        while (at < text.length() && !isSpace() && SIGNS.indexOf(text.charAt(at)) < 0 && !startsOperator()
                && !END_OF_WORD.matcher(text).region(at, text.length()).lookingAt()) {
            char next = text.charAt(at);
            if (next == '*' || next == '?') {
                at++;
                wildcards.append(next);
                literals.add(literal.toString());
                literal.setLength(0);
            } else {
                literal.append(literalCharacter());
            }
        }
        literals.add(literal.toString());
        return new Value(literals, wildcards.toString());
    }

    private char literalCharacter() {
        at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
        return text.charAt(at++);
    }

    /** The number after a tilde, {@link FilterQueries#MOST_ERRORS} after a tilde alone. */
    private int number() {
        Matcher end = END_OF_WORD.matcher(text).region(at, text.length());
        if (!end.lookingAt()) {
            return FilterToken.NO_NUMBER;
        }
        String number = end.group(1);
        if (number == null) {
            throw error(at, "a filter has no weights: leave out '" + quote(end.group()) + "', or use quotation marks");
        }
        if (!number.matches("[0-9]{0,4}")) {
            throw error(at, "found '" + quote(number) + "', expected a small whole number after '~'");
        }
        at = end.end();
        return number.isEmpty() ? FilterQueries.MOST_ERRORS : Integer.parseInt(number);
    }
}
