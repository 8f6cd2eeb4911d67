package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** The photos on a page. */
final class Photos {

    /** How many there are before one scrolls. */
    static final int PAGE = 24;

    /** In one step: the list may change between two. */
    private static final String IDS = "[...document.querySelectorAll('.hit:not([hidden])')].map(it => it.dataset.id)";

    private Photos() {}

    /** Ids of all photos, in their order. */
    static List<String> ids(Page page) {
        assertThat(page.locator(".hit").first()).isAttached();
        return ((List<?>) page.evaluate(IDS)).stream().map(String::valueOf).toList();
    }

    /** Ids of the first page of photos; more may be there, because a page loads them before one gets to the end. */
    static List<String> first(Page page) {
        assertThat(page.locator(".hit").nth(PAGE - 1)).isAttached();
        return ids(page).subList(0, PAGE);
    }

    /** Waits until the scripts have taken over and the answer is there. After a click that searches again this may be
     * asked at once: the page is busy before its address changes. */
    static Page ready(Page page) {
        assertThat(page.locator("#results[data-taken]:not([aria-busy])")).isAttached();
        return page;
    }
}
