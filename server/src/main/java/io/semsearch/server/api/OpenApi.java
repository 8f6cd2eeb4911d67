package io.semsearch.server.api;

import io.semsearch.server.http.Json;
import io.semsearch.server.http.Parameter;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import io.semsearch.server.http.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the service in the form of OpenAPI 3.1, from the routes that answer. */
public final class OpenApi {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private final List<Route> routes;

    private OpenApi(List<Route> routes) {
        this.routes = routes;
    }

    /** The route that answers with the description of others. */
    static Route route(List<Route> others) {
        List<Route> all = new ArrayList<>(others);
        Stored[] description = new Stored[1];
        Route own = Route.get("/openapi.json", "This description.",
                (Request request) -> description[0].send(request.context())).open();
        all.add(own);
        description[0] = Stored.of(new OpenApi(all).json(), Route.JSON);
        return own;
    }

    private byte[] json() {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            @SuppressWarnings("unchecked")
            Map<String, Object> methods = (Map<String, Object>) paths.computeIfAbsent(route.path(),
                    path -> new LinkedHashMap<String, Object>());
            methods.put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("openapi", "3.1.0");
        all.put("info", Map.of("title", "semsearch", "version", "1",
                "description", "Search photos by what they show."));
        all.put("paths", paths);
        all.put("components", Map.of(
                "schemas", Map.of("Problem", problem()),
                "securitySchemes", Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
        return Json.write(json -> Json.value(json, all));
    }

    private static Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", id(route));
        operation.put("summary", route.summary());
        operation.put("parameters", parameters(route));
        if (!route.bodies().isEmpty()) {
            Map<String, Object> contents = new LinkedHashMap<>();
            route.bodies().forEach(type -> contents.put(type, Map.of("schema", body(type))));
            operation.put("requestBody", Map.of("required", true, "content", contents));
        }
        operation.put("responses", Map.of(
                "default", Map.of("description", "What went wrong, as RFC 9457 has it.", "content",
                        Map.of(Problem.TYPE, Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))),
                route.method().name().equals("DELETE") ? "204" : "200",
                Map.of("description", "The answer.", "content", Map.of(route.answer(), Map.of()))));
        if (route.permission() != Route.Permission.NONE) {
            operation.put("security", List.of(Map.of("token", List.of()), Map.of()));
        }
        return operation;
    }

    /** {@code getImagesIdThumbnail}. */
    private static String id(Route route) {
        StringBuilder id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
        for (String part : route.path().replace(Api.V1, "").split("[^a-z]+")) {
            if (!part.isEmpty()) {
                id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return id.toString();
    }

    private static List<Object> parameters(Route route) {
        List<Object> parameters = new ArrayList<>();
        Matcher inPath = PATH_PARAMETER.matcher(route.path());
        while (inPath.find()) {
            parameters.add(Map.of("name", inPath.group(1), "in", "path", "required", true, "schema",
                    Map.of("type", "integer", "format", "int64")));
        }
        for (Parameter parameter : route.parameters()) {
            parameters.add(Map.of("name", parameter.name(), "in", "query", "description", parameter.meaning(),
                    "schema", Map.of("type", parameter.type())));
        }
        return parameters;
    }

    private static Map<String, Object> body(String type) {
        return switch (type) {
            case Route.JSON -> Map.of("type", "object");
            case SentPhotos.MULTIPART -> Map.of("type", "object", "properties",
                    Map.of("photo", Map.of("type", "array", "items", Map.of("type", "string", "format", "binary"))));
            default -> Map.of("type", "string", "format", "binary");
        };
    }

    private static Map<String, Object> problem() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("status", Map.of("type", "integer"));
        for (String name : List.of("type", "title", "detail", "parameter", "expected", "got", "remedy")) {
            properties.put(name, Map.of("type", "string"));
        }
        return Map.of("type", "object", "properties", properties, "required",
                List.of("type", "title", "status", "detail"));
    }
}
