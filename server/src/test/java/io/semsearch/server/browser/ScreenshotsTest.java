package io.semsearch.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of all states for people to look at: {@code target/screenshots}. */
@SiteTest
class ScreenshotsTest {

    private static final String MISSING = """
            () => [...document.images].filter(it => it.complete && !it.naturalWidth && it.getBoundingClientRect().top < innerHeight)
                .map(it => it.src)""";

    private final Site site;

    ScreenshotsTest(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void showsEveryPhoto(State state) {
        try (BrowserContext window = site.window(1280, 900, ColorScheme.LIGHT)) {
            Page page = state.open(window.newPage(), site);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                for (int width : List.of(360, 1024, 1920)) {
                    page.setViewportSize(width, width < 500 ? 740 : width * 5 / 8);
                    page.waitForLoadState(LoadState.NETWORKIDLE);
                    String name = "%s-%d-%s.png".formatted(state, width, scheme).toLowerCase(Locale.ROOT);
                    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name))
                            .setAnimations(ScreenshotAnimations.DISABLED));
                    assertThat((List<?>) page.evaluate(MISSING)).as(name).isEmpty();
                }
            }
        }
    }
}
