package io.semsearch.cli.experiments;

import com.fasterxml.jackson.annotation.Nulls;
import io.semsearch.cli.experiments.ExperimentFile.Text;
import io.semsearch.operations.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.yaml.JacksonYAMLParseException;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads the YAML of an experiment. Unknown keys, keys that occur twice, aliases and files above 1 MiB are refused. */
final class ExperimentFileReader {

    private static final long MAX_BYTES = 1 << 20;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            // a missing key and one without a value both become an empty value, never null
            .changeDefaultNullHandling(nulls -> nulls.withValueNulls(Nulls.AS_EMPTY, Nulls.AS_EMPTY))
            .addModule(new SimpleModule().addDeserializer(Text.class, new TextDeserializer())).build();

    private ExperimentFileReader() {}

    /** @throws ExperimentFileException if the file is no experiment; the message names the line and the key */
    static ExperimentFile read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ExperimentFileException(file, 1, "expected at most 1 MiB, found " + Files.size(file) + " bytes");
        }
        String yaml = Files.readString(file);
        try {
            requireOneDocumentWithoutAliases(yaml);
            return YAML.readValue(yaml, ExperimentFile.class);
        } catch (JacksonException e) {
            throw e.getPath().isEmpty()
                    ? new ExperimentFileException(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                            problem(e), e)
                    : new ExperimentFileException(file, line(yaml, path(e)), path(e) + ": " + problem(e), e);
        }
    }

    /** Jackson would read an alias as the text of its name. */
    private static void requireOneDocumentWithoutAliases(String yaml) {
        boolean ended = false;
        try (JsonParser parser = YAML.createParser(yaml)) {
            while (parser.nextToken() != null) {
                if (ended) {
                    throw new StreamReadException(parser, "expected one document, found another",
                            parser.currentTokenLocation());
                }
                if (parser instanceof YAMLParser parsed && parsed.isCurrentAlias()) {
                    throw new StreamReadException(parser,
                            "aliases ('*" + parser.getString() + "') are not supported: write the value out",
                            parser.currentTokenLocation());
                }
                ended = parser.streamReadContext().inRoot();
            }
        }
    }

    private static JsonPointer path(JacksonException e) {
        JsonPointer path = JsonPointer.empty();
        for (JacksonException.Reference step : e.getPath()) {
            path = step.getPropertyName() == null
                    ? path.appendIndex(step.getIndex())
                    : path.appendProperty(step.getPropertyName());
        }
        return path;
    }

    /** Jackson itself names a later line for what a constructor refuses, and none for an unknown key. */
    private static int line(String yaml, JsonPointer path) {
        try (JsonParser parser = YAML.createParser(yaml)) {
            while (parser.nextToken() != null) {
                if (parser.streamReadContext().pathAsPointer().equals(path)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
        }
        return 1;
    }

    private static String problem(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> Formats.text("expected one of %s, found '%s'",
                    new TreeSet<>(unknown.getKnownPropertyIds()), unknown.getPropertyName());
            case InvalidFormatException wrong -> Formats.text("expected %s, found '%s'",
                    expected(wrong.getTargetType()), wrong.getValue());
            case MismatchedInputException wrong -> Formats.text("expected %s, found %s",
                    expected(wrong.getTargetType()), found(wrong.getCurrentToken()));
            case ValueInstantiationException refused when refused.getCause() != null ->
                String.valueOf(refused.getCause().getMessage());
            case JacksonYAMLParseException syntax ->
                "not YAML: " + Formats.line(String.valueOf(e.getOriginalMessage()));
            default -> Formats.line(String.valueOf(e.getOriginalMessage()));
        };
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(each -> each.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == Text.class) {
            return "text";
        }
        return type.getSimpleName().matches("(?i).*(int|double)") ? "a number" : "a mapping";
    }

    private static String found(@Nullable JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "a mapping";
            case null -> "nothing";
            default -> "text or a number";
        };
    }

    private static final class TextDeserializer extends ValueDeserializer<Text> {

        @Override
        public Text deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isScalarValue()) {
                throw MismatchedInputException.from(parser, Text.class, "expected text");
            }
            return new Text(parser.currentTokenLocation().getLineNr(), parser.getString());
        }

        @Override
        public Text getEmptyValue(DeserializationContext context) {
            return new Text(context.getParser().currentTokenLocation().getLineNr(), "");
        }
    }
}
