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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** What is looked for besides a sentence: further words and photos, added and subtracted, and what was said of photos. */
final class QueryOptions {

    private final OptionSpec plus = terms(new TextTerm(), "--plus").paramLabel("TEXT[*W]")
            .description("Also look for this text; as much as the sentence, or W times as much.").build();
    private final OptionSpec minus = terms(new TextTerm(), "--minus").paramLabel("TEXT[*W]")
            .description("Keep away from this text.").build();
    private final OptionSpec images = terms(new ImageTerm(), "--image").paramLabel("ID[*W]")
            .description("Also look for photos like this one.").build();
    private final OptionSpec minusImages = terms(new ImageTerm(), "--minus-image").paramLabel("ID[*W]")
            .description("Keep away from photos like this one.").build();
    private final OptionSpec relevant = judged("--relevant")
            .description("Photos that are what is looked for: look for more like them (Rocchio).").build();
    private final OptionSpec nonrelevant = judged("--nonrelevant").description("Photos that are not.").build();
    private final OptionSpec alpha = weight("--alpha")
            .description("With judged photos: how much the query counts. Default: 1.").build();
    private final OptionSpec beta = weight("--beta")
            .description("How much the relevant photos count. Default: 0.5.").build();
    private final OptionSpec gamma = weight("--gamma")
            .description("How much the nonrelevant ones do. Default: 0.1.").build();

    private static OptionSpec.Builder terms(ITypeConverter<Part> converter, String name) {
        return OptionSpec.builder(name).type(List.class).auxiliaryTypes(Part.class).converters(converter)
                .initialValue(List.of());
    }

    private static OptionSpec.Builder judged(String name) {
        return OptionSpec.builder(name).type(List.class).auxiliaryTypes(Long.class).arity("1..*").splitRegex(",")
                .paramLabel("ID").initialValue(List.of());
    }

    private static OptionSpec.Builder weight(String name) {
        return OptionSpec.builder(name).type(Double.class).paramLabel("X");
    }

    void addTo(CommandSpec command) {
        Stream.of(plus, minus, images, minusImages, relevant, nonrelevant, alpha, beta, gamma)
                .forEach(command::addOption);
    }

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
        Stream.concat(parts(plus), parts(images))
                .forEach(part -> terms.add(new Query.Term(part.query, part.weight)));
        Stream.concat(parts(minus), parts(minusImages))
                .forEach(part -> terms.add(new Query.Term(part.query, -part.weight)));
        if (terms.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing is looked for: write a sentence, or name a photo with --image ID");
        }
        Query.Term only = terms.getFirst();
        Query query = terms.size() == 1 && only.weight() == 1 ? only.query() : new Query.Sum(terms);
        if (ids(relevant).isEmpty() && ids(nonrelevant).isEmpty()) {
            if (Stream.of(alpha, beta, gamma).anyMatch(weight -> OptionValues.number(weight).isPresent())) {
                throw new IllegalArgumentException("--alpha, --beta and --gamma weigh judged photos: name some with "
                        + "--relevant or --nonrelevant");
            }
            return query;
        }
        return query.judged(ids(relevant), ids(nonrelevant), rocchio());
    }

    /** True if texts are a part of the query. */
    boolean hasText(String sentence) {
        return !sentence.isBlank() || Stream.concat(parts(plus), parts(minus)).findAny().isPresent();
    }

    private static Stream<Part> parts(OptionSpec option) {
        List<Part> parts = option.getValue();
        return parts.stream();
    }

    private static List<Long> ids(OptionSpec option) {
        return option.getValue();
    }

    /** The query as people read it. */
    String shown(String sentence) {
        Stream<String> parts = Stream.of(Stream.of(sentence).filter(text -> !text.isBlank()),
                parts(plus).map(part -> "+ " + part.shown), parts(minus).map(part -> "- " + part.shown),
                parts(images).map(part -> "+ image " + part.shown),
                parts(minusImages).map(part -> "- image " + part.shown),
                judged("relevant", ids(relevant)), judged("not", ids(nonrelevant))).flatMap(all -> all);
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
        return new Rocchio(OptionValues.number(alpha).orElse(usual.alpha()),
                OptionValues.number(beta).orElse(usual.beta()), OptionValues.number(gamma).orElse(usual.gamma()));
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
