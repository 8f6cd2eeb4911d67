package io.semsearch.server.pages;

import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.operations.Formats;
import io.semsearch.search.IndexInfo;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.json.SearchRequest;
import io.semsearch.server.api.SearchParameters;
import io.semsearch.server.api.Searches;
import io.semsearch.server.api.ServiceApi;
import io.semsearch.server.collections.Facts;
import io.semsearch.server.collections.ServedCollection;
import io.semsearch.server.http.Errors;
import io.semsearch.server.http.Gate;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pages of the site, with their first answers. */
public final class SiteRoutes {

    private static final int EXAMPLES = 8;
    private static final int LEAST_PROBLEM = 500;

    private final ServiceApi.Parts parts;
    private final List<Route> service;

    private SiteRoutes(ServiceApi.Parts parts, List<Route> service) {
        this.parts = parts;
        this.service = service;
    }

    /** The routes of the site.
     *
     * @param service routes that a page describes
     * @throws IOException if the site's files cannot be read */
    public static List<Route> routes(ServiceApi.Parts parts, List<Route> service) throws IOException {
        SiteRoutes site = new SiteRoutes(parts, service);
        List<Route> routes = new ArrayList<>(List.of(SiteFiles.read().route()));
        routes.add(page("/", Route.Permission.NONE, site::start));
        routes.add(page("/model", Route.Permission.READ, site::model));
        routes.add(page("/collection", Route.Permission.READ, site::collection));
        routes.add(page("/api", Route.Permission.READ,
                request -> Pages.answer(request, "api.jte", new ApiPage(site.site(request), site.service))));
        return routes;
    }

    private static Route page(String path, Route.Permission permission, Route.Handler handler) {
        return new Route(HandlerType.GET, path, "A page of the site.", permission, List.of(Route.ANY), List.of(),
                "text/html", handler);
    }

    private ServedCollection collectionOf(Request request) {
        return request.text("collection").flatMap(parts.collections()::named).orElse(parts.collections().first());
    }

    private Site site(Request request) {
        ServedCollection collection = collectionOf(request);
        return new Site(collection.name(),
                parts.collections().all().stream().map(ServedCollection::name).toList(), collection.searcher().size(),
                parts.gate().mayWrite(request.context()), parts.gate().needsToken(request.context()));
    }

    private void start(Request request) throws IOException {
        if (isSignedIn(request)) {
            return;
        }
        if (!parts.gate().mayRead(request.context())) {
            request.context().status(401);
            Pages.answer(request, "token.jte", new Site("", List.of(), 0, false, true));
            return;
        }
        SearchPage page;
        try {
            page = search(request);
        } catch (IOException | RuntimeException e) {
            Problem problem = Errors.problem(e);
            if (problem.status() >= LEAST_PROBLEM) {
                throw e;
            }
            request.context().status(problem.status());
            page = SearchPage.failed(site(request), typed(request), problem, examples(request));
        }
        Pages.answer(request, "search.jte", page);
    }

    /** Keeps the token of an address in a cookie, and leaves the address. */
    private boolean isSignedIn(Request request) {
        Optional<String> token = request.text("token").filter(parts.gate()::isToken);
        token.ifPresent(right -> {
            request.context().cookie(new Cookie(Gate.COOKIE, right, "/", -1, false, true, null,
                    SameSite.STRICT));
            request.context().redirect("/");
        });
        return token.isPresent();
    }

    private SearchPage search(Request request) throws IOException {
        ServedCollection collection = collectionOf(request);
        Optional<Query> query = SearchParameters.query(request);
        if (query.isEmpty()) {
            List<Card> start = collection.searcher()
                    .sample(SearchParameters.HITS, request.integer("seed").orElseGet(SiteRoutes::today)).stream()
                    .map(image -> Card.of(image, collection.name())).toList();
            return new SearchPage(site(request), "", start, start.isEmpty() ? "This collection has no photos yet." : "",
                    List.of(), "", examples(request), "");
        }
        SearchOptions options = SearchParameters.options(request);
        SearchOptions paged = options.pageToken().isPresent()
                ? options
                : options.withPageToken(SearchOptions.FIRST_PAGE);
        SearchResult result = parts.searches().run(collection, new SearchRequest(query.get(), paged),
                new Searches.Additions(true, false)).result();
        List<Card> hits = result.hits().stream().map(hit -> Card.of(hit, collection.name())).toList();
        String next = result.nextPage().map(token -> PageAddress.with(kept(request), "page", token)).orElse("");
        return new SearchPage(site(request), request.text("q").orElse(""), hits,
                hits.isEmpty() ? "Nothing matches." : "", result.unknownWords(), next, examples(request),
                summary(result));
    }

    /** What was searched for, however wrong the request is. */
    private static String typed(Request request) {
        return request.context().queryParams("q").stream().findFirst().orElse("");
    }

    /** {@code The best 24 photos, found in 3 ms}. */
    private static String summary(SearchResult result) {
        if (result.hits().isEmpty()) {
            return "";
        }
        String photos = Formats.count(result.hits().size(), "photo");
        return (result.nextPage().isPresent() ? "The best " + photos : photos)
                + Formats.text(", found in %,d ms", Math.max(1, result.took().toMillis()));
    }

    /** A number for each day: the start page shows other photos tomorrow, and the same ones to its script. */
    private static long today() {
        return Long.parseLong(LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    private static Map<String, List<String>> kept(Request request) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(SearchParameters.QUERY.stream().map(each -> each.name()).toList());
        SearchParameters.OPTIONS.forEach(each -> names.add(each.name()));
        names.add("collection");
        names.forEach(name -> kept.put(name, request.all(name)));
        return kept;
    }

    private List<String> examples(Request request) throws IOException {
        return collectionOf(request).facts().examples(EXAMPLES, 1);
    }

    private void model(Request request) throws IOException {
        ModelManifest model = collectionOf(request).facts().model();
        List<NumbersPage.Row> rows = new ArrayList<>(List.of(
                row("encoder", model.encoder().name()), row("features", model.featureDimension()),
                row("dimensions", model.semanticDimension()), row("captions", model.documents()),
                row("written by", model.createdBy())));
        new TreeMap<>(model.metrics()).forEach((name, value) -> rows.add(row(words(name), value)));
        new TreeMap<>(model.training()).forEach((name, value) -> rows.add(row(words(name), value)));
        Pages.answer(request, "model.jte", new NumbersPage(site(request), "Model", rows));
    }

    private void collection(Request request) throws IOException {
        ServedCollection collection = collectionOf(request);
        IndexInfo index = collection.facts().index();
        Facts.Counts counts = collection.facts().counts();
        Pages.answer(request, "collection.jte", new NumbersPage(site(request), "Collection", List.of(
                row("photos", index.images()), row("captions", counts.captions()),
                row("photos without captions", counts.withoutCaptions()), row("photos with a file", counts.withFile()),
                row("size of the index", Formats.bytes(index.bytes())), row("segments", index.segments()),
                row("removed photos that still take space", index.deletedDocuments()),
                row("encoder", index.manifest().encoder().name()), row("written by", index.manifest().createdBy()))));
    }

    /** {@code meanReciprocalRank} is {@code mean reciprocal rank}. */
    private static String words(String name) {
        return name.replaceAll("(?=[A-Z0-9]+)(?<![A-Z0-9])", " ").toLowerCase(Locale.ROOT).strip();
    }

    private static NumbersPage.Row row(String name, Object value) {
        return new NumbersPage.Row(name, switch (value) {
            case Integer number -> Formats.text("%,d", number);
            case Long number -> Formats.text("%,d", number);
            case Double number -> Formats.text("%.4g", number);
            default -> String.valueOf(value);
        });
    }
}
