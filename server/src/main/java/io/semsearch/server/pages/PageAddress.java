package io.semsearch.server.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses of this site. */
final class PageAddress {

    private PageAddress() {}

    static String parameter(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The start page with some parameters, one of them changed. */
    static String with(Map<String, List<String>> parameters, String name, String value) {
        Map<String, List<String>> all = new LinkedHashMap<>(parameters);
        all.put(name, List.of(value));
        return "/?" + all.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(one -> parameter(each.getKey(), one)))
                .collect(Collectors.joining("&"));
    }
}
