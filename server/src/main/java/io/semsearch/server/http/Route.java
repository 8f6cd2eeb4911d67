package io.semsearch.server.http;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is answered at an address.
 *
 * @param method     of HTTP
 * @param path       parts in braces are parameters
 * @param summary    what it does, for people
 * @param permission who may ask
 * @param parameters of the query string; others are refused; {@link #ANY} takes all
 * @param bodies     content types that it reads; empty if it reads no body
 * @param answer     content type of the answer
 * @param handler    answers */
public record Route(HandlerType method, String path, String summary, Permission permission,
        List<Parameter> parameters, List<String> bodies, String answer, Handler handler) {

    /** For pages, whose addresses hold what only their scripts read. */
    public static final Parameter ANY = Parameter.text("*", "");

    /** JSON. */
    public static final String JSON = "application/json";

    /** Copies. */
    public Route {
        parameters = List.copyOf(parameters);
        bodies = List.copyOf(bodies);
    }

    /** Who may ask. */
    public enum Permission {
        /** Everybody who can connect. */
        NONE,
        /** Who may see the collections. */
        READ,
        /** Who may change them. */
        WRITE
    }

    /** Answers. */
    @FunctionalInterface
    public interface Handler {

        /** Answers a request.
         *
         * @throws ProblemException if it cannot be answered as it is
         * @throws IOException      if a file cannot be read or written */
        void answer(Request request) throws IOException;
    }

    /** A route that reads, with a JSON answer. */
    public static Route get(String path, String summary, Handler handler) {
        return new Route(HandlerType.GET, path, summary, Permission.READ, List.of(), List.of(), JSON, handler);
    }

    /** A route that reads what its body says, with a JSON answer. */
    public static Route post(String path, String summary, Handler handler) {
        return new Route(HandlerType.POST, path, summary, Permission.READ, List.of(), List.of(JSON), JSON, handler);
    }

    /** A route that changes a collection. */
    public static Route write(HandlerType method, String path, String summary, Handler handler) {
        return new Route(method, path, summary, Permission.WRITE, List.of(), List.of(), JSON, handler);
    }

    /** The same for everybody. */
    public Route open() {
        return new Route(method, path, summary, Permission.NONE, parameters, bodies, answer, handler);
    }

    /** The same with more parameters. */
    public Route with(List<Parameter> more) {
        List<Parameter> all = new ArrayList<>(parameters);
        all.addAll(more);
        return new Route(method, path, summary, permission, all, bodies, answer, handler);
    }

    /** The same with more parameters. */
    public Route with(Parameter... more) {
        return with(List.of(more));
    }

    /** The same with other bodies. */
    public Route reading(String... types) {
        return new Route(method, path, summary, permission, parameters, List.of(types), answer, handler);
    }

    /** The same with an answer of another type. */
    public Route answering(String type) {
        return new Route(method, path, summary, permission, parameters, bodies, type, handler);
    }
}
