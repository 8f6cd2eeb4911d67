package io.semsearch.search.index;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A year, month, day, hour, minute or second of local time.
 *
 * @param first its first second, counted from 1970-01-01T00:00
 * @param last  its last second */
record TimeSpan(long first, long last) {

    private static final Pattern DATE = Pattern
            .compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:[T ](\\d{2})(?::(\\d{2})(?::(\\d{2}))?)?)?)?)?");
    private static final List<ChronoUnit> UNITS = List.of(ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS,
            ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);
    private static final List<Integer> STARTS = List.of(1, 1, 1, 0, 0, 0);

    /** Reads {@code 2019}, {@code 2019-07}, {@code 2019-07-14}, or a day with a time: {@code 2019-07-14T09:30:05}.
     * Empty if the text is none of these, or there is no such day. */
    static Optional<TimeSpan> parse(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int[] parts = new int[UNITS.size()];
        int given = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = matcher.group(i + 1);
            parts[i] = part == null ? STARTS.get(i) : Integer.parseInt(part);
            given += part == null ? 0 : 1;
        }
        try {
            LocalDateTime start = LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
            return Optional.of(new TimeSpan(start.toEpochSecond(ZoneOffset.UTC),
                    start.plus(1, UNITS.get(given - 1)).toEpochSecond(ZoneOffset.UTC) - 1));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
