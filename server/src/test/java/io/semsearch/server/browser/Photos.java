package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** The photos on a page. */
final class Photos {

    /** How many there are before one scrolls. */
    static final int PAGE = 40;

    private Photos() {}

    /** Ids of the photos, in their order, once they are there. */
    static List<String> ids(Page page) {
        assertThat(page.locator(".hit").first()).isAttached();
        return page.locator(".hit:not([hidden])").all().stream().map(hit -> hit.getAttribute("data-id")).toList();
    }

    /** Waits until the scripts have taken over and the answer is there. */
    static Page ready(Page page) {
        assertThat(page.locator("#results[data-taken]:not([aria-busy])")).isAttached();
        return page;
    }
}
