package io.semsearch.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes a file's bytes. */
@FunctionalInterface
public interface Change {

    /** @param original not modified */
    byte[] of(byte[] original, Random random);

    /** One accident of a disk or a transfer: bits flipped; bytes inserted, lost, overwritten or zeroed; an end cut
     * off. */
    static Change accident() {
        return (original, random) -> {
            if (original.length == 0) {
                return new byte[]{(byte) random.nextInt(256)};
            }
            byte[] bytes = original.clone();
            int at = random.nextInt(bytes.length);
            int end = at + 1 + random.nextInt(Math.min(bytes.length - at, 1 << random.nextInt(10)));
            byte[] some = new byte[1 + random.nextInt(8)];
            random.nextBytes(some);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = some[0];
                case 2 -> Arrays.fill(bytes, at, end, (byte) 0);
                case 3 -> bytes = join(Arrays.copyOf(bytes, at), some, Arrays.copyOfRange(bytes, at, bytes.length));
                case 4 -> bytes = join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
                case 5 -> bytes = join(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
                default -> bytes = Arrays.copyOf(bytes, at);
            }
            return bytes;
        };
    }

    /** One to six changes that know the format.
     *
     * @param pieces what is inserted, such as opcodes and numbers at the edge of something
     * @param others files whose ends are put behind beginnings of this one */
    static Change hostile(List<byte[]> pieces, List<byte[]> others) {
        return (original, random) -> {
            byte[] bytes = original.clone();
            int changes = 1 + random.nextInt(6);
            for (int i = 0; i < changes && bytes.length > 0; i++) {
                int at = random.nextInt(bytes.length);
                byte[] head = Arrays.copyOf(bytes, at);
                byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
                byte[] piece = pieces.get(random.nextInt(pieces.size()));
                byte[] other = others.get(random.nextInt(others.size()));
                switch (random.nextInt(8)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                    case 2 -> bytes = join(head, piece, tail);
                    case 3 -> System.arraycopy(piece, 0, bytes, at, Math.min(piece.length, bytes.length - at));
                    case 4 -> bytes = join(head, Arrays.copyOf(tail, random.nextInt(tail.length + 1)), tail);
                    case 5 -> bytes = join(head, Arrays.copyOfRange(tail, random.nextInt(tail.length), tail.length));
                    case 6 -> bytes = join(head, Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
                    default -> bytes = random.nextInt(4) == 0 ? head : bytes;
                }
            }
            return bytes;
        };
    }

    /** Two values or keys of a JSON text in each other's place, or one replaced by an odd value. */
    static Change shuffledJson() {
        Pattern scalar = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d[\\d.eE+-]*|true|false|null");
        List<String> odd = List.of("null", "-1", "0", "1e999", "0.5", "9223372036854775808", "2147483648", "\"\"",
                "\"\\u0000\"", "\"../x\"", "true", "{}", "[]", "[null]", "{\"a\":1}");
        return (original, random) -> {
            // one character a byte, so that all bytes stay
            String text = new String(original, StandardCharsets.ISO_8859_1);
            Matcher matcher = scalar.matcher(text);
            List<MatchResult> found = new ArrayList<>();
            while (matcher.find()) {
                found.add(matcher.toMatchResult());
            }
            if (found.isEmpty()) {
                return original;
            }
            MatchResult first = found.get(random.nextInt(found.size()));
            MatchResult second = found.get(random.nextInt(found.size()));
            String replaced = random.nextInt(3) == 0 || second.start() <= first.start()
                    ? text.substring(0, first.start()) + odd.get(random.nextInt(odd.size()))
                            + text.substring(first.end())
                    : text.substring(0, first.start()) + second.group() + text.substring(first.end(), second.start())
                            + first.group() + text.substring(second.end());
            return replaced.getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    /** One of several changes. */
    static Change anyOf(Change... changes) {
        return (original, random) -> changes[random.nextInt(changes.length)].of(original, random);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
