package io.semsearch.operations;

import com.google.errorprone.annotations.FormatMethod;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Formats {

    private static final MathContext DIGITS = new MathContext(4);
    private static final int FINGERPRINT_DIGITS = 12;

    private Formats() {}

    /** As in {@link Locale#ROOT}; but its symbols Java would look up, which takes a search's start some milliseconds.
     * */
    @FormatMethod
    public static String text(String format, Object... arguments) {
        return String.format(Locale.US, format, arguments);
    }

    /** {@code 0.3412} as {@code 34.1 %}. */
    public static String percent(double share) {
        return text("%.1f %%", 100 * share);
    }

    /** {@code 0.3652}: four digits that count, none in vain. */
    public static String decimal(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? text("%d", (long) number)
                : BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** {@code 12.3 s}, {@code 4 min 05 s}. */
    public static String duration(Duration duration) {
        if (duration.toMillis() < 59_950) {
            return text("%.1f s", duration.toMillis() / 1000.0);
        }
        long seconds = Math.round(duration.toMillis() / 1000.0);
        return seconds < 3600
                ? text("%d min %02d s", seconds / 60, seconds % 60)
                : text("%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    /** {@code 2019-05-01 12:30}. */
    public static String minute(LocalDateTime time) {
        return text("%tF %<tR", time);
    }

    /** {@code 12.3 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        return bytes < 1 << 20
                ? text("%.1f KiB", bytes / 1024.0)
                : bytes < 1 << 30
                        ? text("%.1f MiB", bytes / (double) (1 << 20))
                        : text("%.2f GiB", bytes / (double) (1 << 30));
    }

    /** {@code 1 image}, {@code 7,012 images}.
     *
     * @param noun whose plural ends in s */
    public static String count(long count, String noun) {
        return text("%,d %s", count, count == 1 ? noun : noun + "s");
    }

    /** A user's text as one line: blanks in place of line breaks and control characters. */
    public static String line(String text) {
        return text.replaceAll("[\\s\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
    }

    /** The first digits of a model's fingerprint: enough to tell models apart. */
    public static String fingerprint(String fingerprint) {
        String line = line(fingerprint);
        return line.length() <= FINGERPRINT_DIGITS ? line : line.substring(0, FINGERPRINT_DIGITS);
    }

    /** A count with its unit; bytes become MiB. */
    public static String amount(long amount, String unit) {
        return unit.equals("bytes") ? bytes(amount) : text("%,d %s", amount, unit);
    }
}
