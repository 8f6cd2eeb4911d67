package io.semsearch.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Requests that mean harm, by what they try. */
final class Attacks {

    private static final String HOST = "Host: localhost\r\n";
    private static final Set<Integer> REFUSED = Set.of(400, 404);

    private Attacks() {}

    /** A request.
     *
     * @param statuses of which one is right; 0 if the connection may be closed without an answer */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Attack(String name, Set<Integer> statuses, byte[] request) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Attack get(int status, String target) {
        return raw("GET " + shortened(target), Set.of(status), "GET " + target + " HTTP/1.1\r\n" + HOST
                + "Connection: close\r\n\r\n");
    }

    private static Attack get(int status, String target, String header) {
        return raw("GET " + shortened(target) + " " + shortened(header), Set.of(status), "GET " + target
                + " HTTP/1.1\r\n" + (header.startsWith("Host") ? "" : HOST) + header + "\r\nConnection: close\r\n\r\n");
    }

    private static Attack search(int status, String json) {
        return body(status, "POST", "/api/v1/search", "application/json", json);
    }

    private static Attack body(int status, String method, String target, String type, String body) {
        return raw(method + " " + target + " " + type + " " + shortened(body), Set.of(status), method + " " + target
                + " HTTP/1.1\r\n" + HOST + "Content-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\nConnection: close\r\n\r\n" + body);
    }

    private static Attack raw(String name, Set<Integer> statuses, String request) {
        return new Attack(name, statuses, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "... (" + text.length() + ")";
    }

    static List<Attack> all() {
        List<Attack> all = new ArrayList<>();
        all.addAll(parameters());
        all.addAll(paths());
        all.addAll(json());
        all.addAll(photos());
        all.addAll(headers());
        all.addAll(framing());
        return all;
    }

    private static List<Attack> parameters() {
        return List.of(get(400, "/api/v1/search"), get(400, "/api/v1/search?q="), get(400, "/api/v1/search?q=%20"),
                get(400, "/api/v1/search?q=red&k=0"), get(400, "/api/v1/search?q=red&k=-1"),
                get(400, "/api/v1/search?q=red&k=201"), get(400, "/api/v1/search?q=red&k=99999999999999999999"),
                get(400, "/api/v1/search?q=red&k=1e3"), get(400, "/api/v1/search?q=red&k="),
                get(400, "/api/v1/search?q=red&k=1&k=2"), get(400, "/api/v1/search?q=red&unknown=1"),
                get(400, "/api/v1/search?q=red&space=SEMANTIC"), get(400, "/api/v1/search?q=red&mode=fast"),
                get(400, "/api/v1/search?q=red&hubness=best"), get(422, "/api/v1/search?q=red&hubness=csls"),
                get(400, "/api/v1/search?q=red&space=features"), get(400, "/api/v1/search?q=red&minConfidence=2"),
                get(400, "/api/v1/search?q=red&minConfidence=NaN"), get(400, "/api/v1/search?q=red&collapse=-1"),
                get(400, "/api/v1/search?q=red&timeoutMillis=0"), get(400, "/api/v1/search?q=red&efSearch=5"),
                get(400, "/api/v1/search?q=red&where=((("), get(400, "/api/v1/search?q=red&where=password:x"),
                get(400, "/api/v1/search?q=red&where=" + "(".repeat(5000)),
                get(410, "/api/v1/search?q=red&page=AAAA"), get(410, "/api/v1/search?q=red&page=../../etc"),
                get(422, "/api/v1/search?image=999"), get(400, "/api/v1/search?image=9999999999999999999"),
                get(400, "/api/v1/search?q=red&like=1,x"), get(400, "/api/v1/search?q=red&like=1&unlike=1"),
                get(400, "/api/v1/search?q=red&like=" + "1,".repeat(1500) + "1"),
                get(400, "/api/v1/search?q=red&plus=*3"), get(422, "/api/v1/search?q=unheardof"),
                get(400, "/api/v1/search?q=" + "x".repeat(11_000)), get(400, "/api/v1/search?q=red&explain=yes"),
                get(400, "/api/v1/images?count=100000"), get(400, "/api/v1/images/3/thumbnail?size=100000"),
                get(400, "/api/v1/collection/duplicates?similarity=0"), get(404, "/api/v1/search?q=red&collection=.."),
                get(404, "/api/v1/search?q=red&collection=/etc"), get(404, "/api/v1/search?q=red&collection="));
    }

    private static List<Attack> paths() {
        List<Attack> all = new ArrayList<>(List.of(get(404, "/api/v1/images/999999"), get(400, "/api/v1/images/x"),
                get(400, "/api/v1/images/-9999999999999999999/picture"), get(404, "/api/v1/images/-1/picture"),
                get(404, "/api/v1/images/1/passwd"), get(404, "/site/missing.js"), get(404, "/site/a/b/c.js"),
                get(404, "/.git/config"), get(404, "/WEB-INF/web.xml"), get(404, "/actuator"), get(404, "/index.php"),
                get(404, "/api/v2/search?q=red"), get(404, "/site/../application.properties")));
        for (String trick : List.of("/site/../../../../etc/passwd", "/site/..%2f..%2fetc%2fpasswd",
                "/site/%2e%2e/%2e%2e/etc/passwd", "/site/..%5c..%5cetc", "/site/..;/..;/etc/passwd",
                "/site/%252e%252e%252fetc", "//etc/passwd", "/api/v1/images/..%2f..%2fetc/picture", "/site/%00.js",
                "/site/app.js%00.png", "/site/%c0%ae%c0%ae/etc", "/%zz", "/api/v1/images/3;a=b/picture/..",
                "/\\..\\etc")) {
            all.add(raw("GET " + trick, REFUSED,
                    "GET " + trick + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"));
        }
        all.add(get(400, "/api/v1/search?q=%zz"));
        all.add(get(400, "/api/v1/search?q=%c0%ae"));
        all.add(get(400, "/api/v1/search?q=%ff%fe"));
        all.add(get(400, "/api/v1/search?q=%"));
        return all;
    }

    private static List<Attack> json() {
        return List.of(search(400, ""), search(400, "{"), search(400, "[]"), search(400, "null"), search(400, "\"x\""),
                search(400, "{\"query\":{\"text\":\"red\"}} x"), search(400, "{\"query\":\"red\"}"),
                search(400, "{\"query\":{}}"), search(400, "{\"query\":{\"text\":1}}"),
                search(400, "{\"query\":{\"text\":\"red\"},\"k\":\"5\"}"),
                search(400, "{\"query\":{\"text\":\"red\"},\"k\":5,\"k\":6}"),
                search(400, "{\"query\":{\"text\":\"red\"},\"k\":2147483648}"),
                search(400, "{\"query\":{\"text\":\"red\"},\"k\":1000000}"),
                search(400, "{\"query\":{\"text\":\"red\"},\"__proto__\":{}}"),
                search(400, "{\"query\":{\"image\":1.5}}"), search(400, "{\"query\":{\"vector\":[1e999]}}"),
                search(400, "{\"query\":{\"vector\":[NaN]}}"), search(400, "{\"query\":{\"vector\":[1,2,3]}}"),
                search(400, "{\"query\":{\"features\":[0]}}"), search(400, "{\"query\":{\"sum\":[]}}"),
                search(400, "{\"query\":" + "{\"sum\":[".repeat(50) + "]}".repeat(50) + "}"),
                search(400, "[".repeat(100_000)), search(400, "{\"a\":".repeat(10_000)),
                search(400, "{\"" + "n".repeat(5000) + "\":1}"),
                search(400, "{\"query\":{\"text\":\"\\ud800\\u0000" + "\"}"),
                search(400, "{\"query\":{\"text\":\"red\"},\"timeoutMillis\":-1}"),
                search(400, "{\"query\":{\"text\":\"red\"},\"formatVersion\":99}"),
                search(400, "\u00ff\u00fe{\u0000}"),
                body(400, "POST", "/api/v1/search/batch", "application/json", "{\"requests\":{}}"),
                body(400, "POST", "/api/v1/search/batch", "application/json",
                        "{\"requests\":[" + "1,".repeat(100) + "1]}"),
                body(400, "POST", "/api/v1/search/batch", "application/json", "[".repeat(50_000)),
                body(415, "POST", "/api/v1/search", "text/plain", "{\"query\":{\"text\":\"red\"}}"),
                body(415, "POST", "/api/v1/search", "application/x-www-form-urlencoded", "q=red"),
                body(415, "POST", "/api/v1/search", "application/xml", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"),
                body(400, "PUT", "/api/v1/images/1/captions", "application/json", "{\"captions\":[1]}"),
                body(400, "PUT", "/api/v1/images/1/captions", "application/json",
                        "{\"captions\":[\"" + "x".repeat(2000) + "\"]}"),
                body(400, "PUT", "/api/v1/images/1/captions", "application/json",
                        "{\"captions\":[" + "\"a\",".repeat(30) + "\"a\"]}"),
                body(404, "PUT", "/api/v1/images/999/captions", "application/json", "{\"captions\":[\"a\"]}"),
                body(413, "PUT", "/api/v1/images/1/captions", "application/json", " ".repeat(200_000)),
                body(405, "POST", "/api/v1/images/1", "application/json", "{}"),
                body(405, "PUT", "/api/v1/search", "application/json", "{}"));
    }

    private static List<Attack> photos() {
        String multipart = "multipart/form-data; boundary=b";
        String part = "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"x.png\"\r\n\r\nx\r\n";
        return List.of(body(415, "POST", "/api/v1/images", "text/html", "<script>"),
                body(422, "POST", "/api/v1/features", "image/png", "no photo"),
                body(422, "POST", "/api/v1/features", "image/png", bomb()),
                body(422, "POST", "/api/v1/features", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
                body(413, "POST", "/api/v1/features", "image/png", "\u0089PNG\r\n\u001a\n" + "x".repeat(150_000)),
                body(413, "POST", "/api/v1/images", "image/png", "\u0089PNG\r\n\u001a\n" + "x".repeat(150_000)),
                body(400, "POST", "/api/v1/images", multipart, ""), body(400, "POST", "/api/v1/images", multipart, "x"),
                body(400, "POST", "/api/v1/images", multipart, "--b--\r\n"),
                body(400, "POST", "/api/v1/images", "multipart/form-data", part + "--b--\r\n"),
                body(400, "POST", "/api/v1/images", multipart, part.replace("photo", "other") + "--b--\r\n"),
                body(400, "POST", "/api/v1/images", multipart, part.repeat(4) + "--b--\r\n"),
                body(400, "POST", "/api/v1/features", multipart, part.repeat(2) + "--b--\r\n"),
                raw("POST chunked flood", Set.of(413), "POST /api/v1/images HTTP/1.1\r\n" + HOST
                        + "Content-Type: image/png\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n30d40\r\n"
                        + "\u0089PNG\r\n\u001a\n" + "x".repeat(200_000 - 8) + "\r\n0\r\n\r\n"));
    }

    /** A PNG header that promises 60,000 x 60,000 pixels. */
    private static String bomb() {
        return "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u00ea`\0\0\u00ea`\b\2\0\0\0\0\0\0\0";
    }

    private static List<Attack> headers() {
        return List.of(get(403, "/", "Host: evil.example"), get(403, "/", "Host: localhost.evil.example:80"),
                get(400, "/", "Host: a b"), get(400, "/", "Host: localhost\r\nHost: evil.example"),
                get(431, "/", "X-Flood: " + "x".repeat(40_000)), get(431, "/", "X-A: b\r\n".repeat(5000).strip()),
                get(431, "/", "Cookie: " + "a=b; ".repeat(8000)),
                get(200, "/healthz", "Authorization: Bearer " + "x".repeat(8000)),
                get(200, "/healthz", "Range: bytes=0-,0-,0-,0-"), get(200, "/healthz", "Accept-Encoding: ,;q=,*;q=x"),
                get(200, "/site/icon.svg", "If-None-Match: " + "\"x\",".repeat(1000)),
                get(200, "/healthz", "X-Forwarded-For: 1.2.3.4"),
                get(200, "/healthz", "X-Forwarded-Host: evil.example"),
                raw("DELETE of another site", Set.of(403), "DELETE /api/v1/images/1 HTTP/1.1\r\n" + HOST
                        + "Origin: https://evil.example\r\nConnection: close\r\n\r\n"),
                raw("POST of a form of another site", Set.of(403), "POST /api/v1/images HTTP/1.1\r\n" + HOST
                        + "Origin: null\r\nContent-Type: text/plain\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"),
                raw("preflight", Set.of(403, 404, 405), "OPTIONS /api/v1/images/1 HTTP/1.1\r\n" + HOST
                        + "Origin: https://evil.example\r\nAccess-Control-Request-Method: DELETE\r\n"
                        + "Connection: close\r\n\r\n"));
    }

    private static List<Attack> framing() {
        String end = "Connection: close\r\n\r\n";
        return List.of(raw("no HTTP", Set.of(400), "\u0016\u0003\u0001\u0002\0\u0001\0\r\n\r\n"),
                raw("no version", Set.of(0, 400, 505), "GET /\r\n\r\n"),
                raw("other version", Set.of(400, 505), "GET / HTTP/9.9\r\n" + HOST + end),
                raw("no host", Set.of(400), "GET / HTTP/1.1\r\n" + end),
                raw("TRACE", Set.of(400, 403, 404, 405), "TRACE / HTTP/1.1\r\n" + HOST + end),
                raw("CONNECT", Set.of(400, 403, 404, 405), "CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + end),
                raw("proxy", Set.of(403), "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n" + end),
                raw("unknown method", Set.of(400, 403, 404, 405, 501), "SPLICE / HTTP/1.1\r\n" + HOST + end),
                raw("two lengths", Set.of(400), "POST /api/v1/search HTTP/1.1\r\n" + HOST
                        + "Content-Length: 1\r\nContent-Length: 2\r\n" + end + "x"),
                raw("length and chunks", Set.of(400), "POST /api/v1/search HTTP/1.1\r\n" + HOST
                        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" + end + "0\r\n\r\n"),
                raw("negative length", Set.of(400), "POST /api/v1/search HTTP/1.1\r\n" + HOST
                        + "Content-Type: application/json\r\nContent-Length: -1\r\n" + end),
                raw("no chunk", Set.of(400), "POST /api/v1/search HTTP/1.1\r\n" + HOST
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n" + end + "zz\r\n"),
                raw("huge length", Set.of(413), "POST /api/v1/images HTTP/1.1\r\n" + HOST
                        + "Content-Type: image/png\r\nContent-Length: 99999999999\r\n" + end),
                raw("long address", Set.of(400, 414, 431), "GET /" + "a".repeat(60_000) + " HTTP/1.1\r\n" + HOST + end),
                raw("control characters", Set.of(400), "GET /a\u0001b HTTP/1.1\r\n" + HOST + end),
                raw("header without colon", Set.of(400), "GET / HTTP/1.1\r\n" + HOST + "broken\r\n" + end),
                raw("split header", Set.of(400), "GET / HTTP/1.1\r\n" + HOST + "A: b\r\n c\r\n" + end));
    }
}
