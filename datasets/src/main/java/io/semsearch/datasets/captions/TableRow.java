package io.semsearch.datasets.captions;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.ArrayList;
import java.util.List;

/** A row of a table.
 *
 * @param line     where it begins, from 1
 * @param values   without their quotation marks
 * @param isQuoted true for each value that was in quotation marks */
record TableRow(long line, List<String> values, List<Boolean> isQuoted) {

    /** A missing quotation mark would make one value of the rest of the file. */
    static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_VALUES = 1 << 14;

    /** The value of a column and everything behind it, which has separators of its own.
     *
     * @param separator of columns */
    String textFrom(int column, char separator) {
        return String.join(String.valueOf(separator), values.subList(column, values.size()));
    }

    /** True if one of the values from a column on was in quotation marks. */
    boolean isQuotedFrom(int column) {
        return isQuoted.subList(column, isQuoted.size()).contains(true);
    }

    /** Makes rows of what the library finds. */
    static final class Handler extends AbstractBaseCsvCallbackHandler<TableRow> {

        private List<String> values = new ArrayList<>();
        private List<Boolean> isQuoted = new ArrayList<>();
        private int length;

        @Override
        protected void handleBegin(long startingLineNumber) {
            values = new ArrayList<>();
            isQuoted = new ArrayList<>();
            length = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int count, boolean quoted) {
            length += count;
            if (length > MAX_LENGTH || index >= MAX_VALUES) {
                throw new CsvParseException("expected a row of at most " + MAX_LENGTH + " characters and " + MAX_VALUES
                        + " values");
            }
            values.add(new String(buffer, offset, count));
            isQuoted.add(quoted);
        }

        @Override
        protected TableRow buildRecord() {
            return new TableRow(getStartingLineNumber(), values, isQuoted);
        }
    }
}
