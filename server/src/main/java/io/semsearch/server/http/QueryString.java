package io.semsearch.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the part of an address after the question mark strictly: percent signs and UTF-8 are well formed. */
final class QueryString {

    private QueryString() {}

    /** The values by name, in their order.
     *
     * @param text as it came; null or empty for none
     * @throws ProblemException if it is malformed */
    static Map<String, List<String>> parse(@Nullable String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return parameters;
        }
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0 && text.chars().allMatch(it -> it < 0x80)) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.put((byte) (digit(raw, i + 1) << 4 | digit(raw, i + 2)));
                i += 2;
            } else {
                bytes.put(raw[i] == '+' ? (byte) ' ' : raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed("UTF-8", text);
        }
    }

    private static int digit(byte[] raw, int place) {
        int digit = place < raw.length ? Character.digit(raw[place], 16) : -1;
        if (digit < 0) {
            throw malformed("two hexadecimal digits after each percent sign",
                    new String(raw, StandardCharsets.UTF_8));
        }
        return digit;
    }

    private static ProblemException malformed(String expected, String text) {
        return new ProblemException(Problem.of("query string", expected, text));
    }
}
