package io.semsearch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of text: the first column to the left, the others to the right. */
final class Columns {

    private static final String GAP = "  ";

    private Columns() {}

    /** A line a row.
     *
     * @param rows all of one length */
    static List<String> align(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String blanks = " ".repeat(widths[column] - row.get(column).length());
                line.append(column == 0 ? row.get(column) + blanks : GAP + blanks + row.get(column));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
