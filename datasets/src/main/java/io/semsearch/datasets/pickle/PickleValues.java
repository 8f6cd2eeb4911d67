package io.semsearch.datasets.pickle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What an object of a pickle is: as a number, as bytes, and in words for messages. */
public final class PickleValues {

    private static final int LONGEST_NAME = 80;

    private PickleValues() {}

    /** The value of an int of 64 bits or fewer; empty for all else. */
    public static OptionalLong wholeNumber(@Nullable Object object) {
        return object instanceof Integer || object instanceof Long
                ? OptionalLong.of(((Number) object).longValue())
                : OptionalLong.empty();
    }

    /** Bytes, or the text of Python 2 that stood for them; empty for all else, and if they have been let go. */
    static Optional<byte[]> bytes(@Nullable Object object) {
        if (object instanceof PickleBytes bytes) {
            return bytes.isHere() ? Optional.of(bytes.content()) : Optional.empty();
        }
        return object instanceof String text ? latin1(text) : Optional.empty();
    }

    /** The items of a tuple, which the library gives as an array; empty for all else. */
    @SuppressWarnings("NullAway") // the library's arrays hold null for None
    static Optional<List<@Nullable Object>> tuple(@Nullable Object object) {
        return object instanceof Object[] items ? Optional.of(Arrays.asList(items)) : Optional.empty();
    }

    /** One byte a character; empty if a character needs more. */
    static Optional<byte[]> latin1(String text) {
        return text.chars().allMatch(character -> character < 256)
                ? Optional.of(text.getBytes(StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /** Names an object for people, without its content. */
    public static String describe(@Nullable Object object) {
        return switch (object) {
            case null -> "None";
            case String text -> "the text '" + printable(text) + "'";
            case Boolean truth -> truth ? "True" : "False";
            case Number number -> "the number " + printable(number.toString());
            case PickleBytes bytes -> bytes.isHere() ? "bytes" : "bytes that an array was made of already";
            case PickleDict dict -> "a dict of " + dict.size();
            case List<?> list -> "a list of " + list.size();
            case Object[] tuple -> "a tuple of " + tuple.length;
            case Tensor tensor -> "an array";
            case GlobalFunction function -> "'" + function + "'";
            case TorchStorageType type -> "'" + type + "'";
            case TorchStorage storage -> "a storage";
            case NumpyDtype dtype -> "a dtype";
            default -> "something else";
        };
    }

    /** Text from the file, fit for a message: short, one line, no control characters. */
    static String printable(String text) {
        String cut = text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
        return cut.replaceAll("\\p{C}", "?");
    }
}
