package io.semsearch.cli.options;

import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The parts of a query besides the sentence: texts and photos that are added or subtracted, and judged photos. */
public final class QueryOptions {

    @Option(names = "--plus", paramLabel = "TEXT[*W]", converter = TextTerm.class,
            description = "Add this text to the query, W times as strong as the sentence.")
    private List<Part> plus = List.of();

    @Option(names = "--minus", paramLabel = "TEXT[*W]", converter = TextTerm.class,
            description = "Subtract this text from the query.")
    private List<Part> minus = List.of();

    @Option(names = "--image", paramLabel = "ID[*W]", converter = ImageTerm.class,
            description = "Add this photo to the query.")
    private List<Part> images = List.of();

    @Option(names = "--minus-image", paramLabel = "ID[*W]", converter = ImageTerm.class,
            description = "Subtract this photo from the query.")
    private List<Part> minusImages = List.of();

    @Option(names = "--photo", paramLabel = "FILE[*W]", converter = PhotoTerm.class,
            description = "Add this photo file to the query; it need not be in the collection.")
    private List<PhotoPart> photos = List.of();

    @Option(names = "--as-typed",
            description = "Leave unknown words out. Without it, a form of a known word, or a word one typing error away "
                    + "from a frequent one, is read as that word.")
    private boolean asTyped;

    @Option(names = "--relevant", paramLabel = "ID", converter = ImageIdConverter.class, arity = "1..*", split = ",",
            description = "Photos judged relevant: move the query towards them (Rocchio).")
    private List<Long> relevant = List.of();

    @Option(names = "--nonrelevant", paramLabel = "ID", converter = ImageIdConverter.class, arity = "1..*", split = ",",
            description = "Photos judged not relevant: move the query away from them.")
    private List<Long> nonrelevant = List.of();

    @Option(names = "--alpha", paramLabel = "X",
            description = "Weight of the query itself, with judged photos. Default: 1.")
    private @Nullable Double alpha;

    @Option(names = "--beta", paramLabel = "X", description = "Weight of the relevant photos. Default: 0.5.")
    private @Nullable Double beta;

    @Option(names = "--gamma", paramLabel = "X", description = "Weight of the nonrelevant photos. Default: 0.1.")
    private @Nullable Double gamma;

    /** A text or photo, and how much it counts.
     *
     * @param shown as the user wrote it */
    private record Part(Query query, double weight, String shown) {}

    /** A photo file, and how much it counts. */
    private record PhotoPart(Path file, double weight, String shown) {}

    /** The photo files of the query. */
    public List<Path> photos() {
        return photos.stream().map(PhotoPart::file).toList();
    }

    /**
     * @param sentence may be empty
     * @param encoded  the query of each photo file
     * @throws IllegalArgumentException if nothing is looked for */
    public Query query(String sentence, Map<Path, Query> encoded) {
        List<Query.Term> terms = new ArrayList<>();
        if (!sentence.isBlank()) {
            terms.add(new Query.Term(text(Query.text(sentence)), 1));
        }
        Stream.concat(plus.stream(), images.stream())
                .forEach(part -> terms.add(new Query.Term(text(part.query), part.weight)));
        photos.forEach(photo -> terms.add(
                new Query.Term(Objects.requireNonNull(encoded.get(photo.file)), photo.weight)));
        Stream.concat(minus.stream(), minusImages.stream())
                .forEach(part -> terms.add(new Query.Term(text(part.query), -part.weight)));
        if (terms.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing is looked for: write a sentence, or name a photo with --image ID or --photo FILE");
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
    public boolean hasText(String sentence) {
        return !sentence.isBlank() || !plus.isEmpty() || !minus.isEmpty();
    }

    /** The query as people read it. */
    public String shown(String sentence) {
        Stream<String> parts = Stream.of(Stream.of(sentence).filter(text -> !text.isBlank()),
                plus.stream().map(part -> "+ " + part.shown), minus.stream().map(part -> "- " + part.shown),
                images.stream().map(part -> "+ image " + part.shown),
                minusImages.stream().map(part -> "- image " + part.shown),
                photos.stream().map(part -> "+ photo " + part.shown),
                judged("relevant", relevant), judged("not", nonrelevant)).flatMap(all -> all);
        String all = parts.collect(Collectors.joining(" "));
        return all.startsWith("+ ") ? all.substring(2) : all;
    }

    private static Stream<String> judged(String how, List<Long> ids) {
        return ids.isEmpty()
                ? Stream.of()
                : Stream.of(ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "(" + how + ": ", ")")));
    }

    private Query text(Query query) {
        return asTyped && query instanceof Query.Text text ? Query.literal(text.text()) : query;
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

        private final ImageIdConverter ids = new ImageIdConverter();

        @Override
        public Part convert(String value) {
            int star = value.indexOf('*');
            return star < 0
                    ? new Part(Query.image(ids.convert(value)), 1, value)
                    : new Part(Query.image(ids.convert(value.substring(0, star))),
                            weight(value.substring(star + 1), value), value);
        }
    }

    /** {@code beach.jpg*0.5}; a star that no number follows belongs to the name. */
    private static final class PhotoTerm implements ITypeConverter<PhotoPart> {

        private static final Pattern WEIGHED = Pattern.compile("(.+)\\*([0-9.]+)");

        @Override
        public PhotoPart convert(String value) {
            Matcher matcher = WEIGHED.matcher(value);
            return matcher.matches()
                    ? new PhotoPart(Path.of(matcher.group(1)), weight(matcher.group(2), value), value)
                    : new PhotoPart(Path.of(value), 1, value);
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
