package io.semsearch.search.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One token of a filter.
 *
 * @param at     position in the filter, from 0
 * @param image  the token as it was typed
 * @param value  of a word or phrase; the name of a field; else {@link Value#NONE}
 * @param number the number after {@code ~}; {@link #NO_NUMBER} if there is none */
record FilterToken(Kind kind, int at, String image, Value value, int number) {

    static final int NO_NUMBER = -1;

    /** What a token is. */
    enum Kind {
        WORD, PHRASE,
        /** The name of a field, with {@code :} if it has one. */
        FIELD,
        /** One of {@code < <= > >=}. */
        COMPARISON, OPEN, CLOSE, RANGE_START, RANGE_END, AND, OR, NOT,
        /** A hyphen before something: the sign of a number, or NOT. */
        MINUS, END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean hasNumber() {
        return number != NO_NUMBER;
    }

    /** The same word with a minus sign. */
    FilterToken negative() {
        return new FilterToken(kind, at - 1, "-" + image, value.after("-"), number);
    }

    /** A text with wildcards: literal, wildcard, literal, ..., literal.
     *
     * @param literals  one more than wildcards
     * @param wildcards {@code *} and {@code ?}, in their order */
    record Value(List<String> literals, String wildcards) {

        static final Value NONE = of("");

        /** Copies. */
        Value {
            literals = List.copyOf(literals);
        }

        /** Without wildcards. */
        static Value of(String text) {
            return new Value(List.of(text), "");
        }

        boolean isPattern() {
            return !wildcards.isEmpty();
        }

        /** True for {@code *} alone. */
        boolean isStar() {
            return wildcards.equals("*") && literals.stream().allMatch(String::isEmpty);
        }

        /** The text, if it has no wildcards. */
        String text() {
            return literals.getFirst();
        }

        /** The text with wildcards as Lucene writes them.
         *
         * @param change changes each literal */
        String pattern(UnaryOperator<String> change) {
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < literals.size(); i++) {
                pattern.append(change.apply(literals.get(i)).replaceAll("[*?\\\\]", "\\\\$0"))
                        .append(wildcards, i, Math.min(i + 1, wildcards.length()));
            }
            return pattern.toString();
        }

        private Value after(String prefix) {
            List<String> longer = new ArrayList<>(literals);
            longer.set(0, prefix + longer.getFirst());
            return new Value(longer, wildcards);
        }
    }
}
