package io.semsearch.server.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses of this site. */
final class PageAddress {

    private PageAddress() {}

    static String parameter(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The start page with some parameters, one of them changed. */
    static String with(Map<String, String> parameters, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put(name, value);
        return "/?" + all.entrySet().stream().map(each -> parameter(each.getKey(), each.getValue()))
                .collect(Collectors.joining("&"));
    }
}
