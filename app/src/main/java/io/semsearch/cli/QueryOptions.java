package io.semsearch.cli;

import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is looked for besides a sentence: further words and photos, added and subtracted, and what was said of photos. */
final class QueryOptions {

    @Option(names = "--plus", paramLabel = "TEXT[*W]", converter = TextTerm.class,
            description = "Also look for this text; as much as the sentence, or W times as much.")
    private List<Part> plus = new ArrayList<>();

    @Option(names = "--minus", paramLabel = "TEXT[*W]", converter = TextTerm.class,
            description = "Keep away from this text.")
    private List<Part> minus = new ArrayList<>();

    @Option(names = "--image", paramLabel = "ID[*W]", converter = ImageTerm.class,
            description = "Also look for photos like this one.")
    private List<Part> images = new ArrayList<>();

    @Option(names = "--minus-image", paramLabel = "ID[*W]", converter = ImageTerm.class,
            description = "Keep away from photos like this one.")
    private List<Part> minusImages = new ArrayList<>();

    @Option(names = "--relevant", paramLabel = "ID", arity = "1..*", split = ",",
            description = "Photos that are what is looked for: look for more like them (Rocchio).")
    private List<Long> relevant = new ArrayList<>();

    @Option(names = "--nonrelevant", paramLabel = "ID", arity = "1..*", split = ",",
            description = "Photos that are not.")
    private List<Long> nonrelevant = new ArrayList<>();

    @Option(names = "--alpha", paramLabel = "X",
            description = "With judged photos: how much the query counts. Default: 1.")
    private @Nullable Double alpha;

    @Option(names = "--beta", paramLabel = "X", description = "How much the relevant photos count. Default: 0.5.")
    private @Nullable Double beta;

    @Option(names = "--gamma", paramLabel = "X", description = "How much the nonrelevant ones do. Default: 0.1.")
    private @Nullable Double gamma;

    /** A text or photo, and how much it counts.
     *
     * @param shown as the user wrote it */
    private record Part(Query query, double weight, String shown) {}

    /** @param sentence may be empty
     * @throws IllegalArgumentException if nothing is looked for */
    Query query(String sentence) {
        List<Query.Term> terms = new ArrayList<>();
        if (!sentence.isBlank()) {
            terms.add(new Query.Term(Query.text(sentence), 1));
        }
        Stream.concat(plus.stream(), images.stream())
                .forEach(part -> terms.add(new Query.Term(part.query, part.weight)));
        Stream.concat(minus.stream(), minusImages.stream())
                .forEach(part -> terms.add(new Query.Term(part.query, -part.weight)));
        if (terms.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing is looked for: write a sentence, or name a photo with --image ID");
        }
        Query.Term only = terms.getFirst();
        Query query = terms.size() == 1 && only.weight() == 1 ? only.query() : new Query.Sum(terms);
        if (relevant.isEmpty() && nonrelevant.isEmpty()) {
            if (alpha != null || beta != null || gamma != null) {
                throw new IllegalArgumentException("--alpha, --beta and --gamma weigh judged photos: name some with "
                        + "--relevant or --nonrelevant");
            }
            return query;
        }
        return query.judged(relevant, nonrelevant, rocchio());
    }

    /** True if texts are a part of the query. */
    boolean hasText(String sentence) {
        return !sentence.isBlank() || !plus.isEmpty() || !minus.isEmpty();
    }

    /** The query as people read it. */
    String shown(String sentence) {
        Stream<String> parts = Stream.of(Stream.of(sentence).filter(text -> !text.isBlank()),
                plus.stream().map(part -> "+ " + part.shown), minus.stream().map(part -> "- " + part.shown),
                images.stream().map(part -> "+ image " + part.shown),
                minusImages.stream().map(part -> "- image " + part.shown),
                judged("relevant", relevant), judged("not", nonrelevant)).flatMap(all -> all);
        String all = parts.collect(Collectors.joining(" "));
        return all.startsWith("+ ") ? all.substring(2) : all;
    }

    private static Stream<String> judged(String how, List<Long> ids) {
        return ids.isEmpty()
                ? Stream.of()
                : Stream.of(ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "(" + how + ": ", ")")));
    }

    private Rocchio rocchio() {
        Rocchio usual = Rocchio.DEFAULT;
        return new Rocchio(alpha == null ? usual.alpha() : alpha, beta == null ? usual.beta() : beta,
                gamma == null ? usual.gamma() : gamma);
    }

    /** {@code snow*0.5}. */
    private static final class TextTerm implements ITypeConverter<Part> {

        private static final Pattern WEIGHED = Pattern.compile("(.*\\S)\\s*\\*\\s*([^*]*)");

        @Override
        public Part convert(String value) {
            Matcher matcher = WEIGHED.matcher(value);
            return matcher.matches()
                    ? new Part(Query.text(matcher.group(1)), weight(matcher.group(2), value), value)
                    : new Part(Query.text(value), 1, value);
        }
    }

    /** {@code 12*0.5}. */
    private static final class ImageTerm implements ITypeConverter<Part> {

        private static final Pattern WEIGHED = Pattern.compile("(\\d{1,18})(?:\\*(.*))?");

        @Override
        public Part convert(String value) {
            Matcher matcher = WEIGHED.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "'" + value + "' must be a photo's number in digits, as in 12 or 12*0.5");
            }
            String weight = matcher.group(2);
            return new Part(Query.image(Long.parseLong(matcher.group(1))), weight == null ? 1 : weight(weight, value),
                    value);
        }
    }

    private static double weight(String text, String term) {
        try {
            double weight = Double.parseDouble(text.toLowerCase(Locale.ROOT).strip());
            if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new TypeConversionException(
                "the weight in '" + term + "' must be a number greater than 0, as in snow*0.5, got '" + text + "'");
    }
}
