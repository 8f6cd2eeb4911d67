package io.semsearch.cli.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables of text: columns as wide as their widest cell, separated by two blanks; empty columns are left out. */
public final class TextTable {

    /** What would break a line, or its alignment. */
    private static final Pattern BREAK = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private TextTable() {}

    /** One line for each row.
     *
     * @param rows        all of one length; the first has the columns' names
     * @param leftAligned columns that are aligned to the left, 0-based; all others are aligned to the right */
    public static List<String> lines(List<List<String>> rows, int... leftAligned) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<List<String>> cells = rows.stream()
                .map(row -> row.stream().map(cell -> BREAK.matcher(cell).replaceAll(" ")).toList()).toList();
        String format = IntStream.range(0, cells.getFirst().size()).mapToObj(column -> {
            int width = cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
            boolean isLeft = Arrays.stream(leftAligned).anyMatch(left -> left == column);
            return width == 0 ? "" : "%" + (column + 1) + "$" + (isLeft ? "-" : "") + width + "s";
        }).filter(cell -> !cell.isEmpty()).collect(Collectors.joining("  "));
        return cells.stream().map(row -> String.format(Locale.ROOT, format, row.toArray()).stripTrailing()).toList();
    }
}
