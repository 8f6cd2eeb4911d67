package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@SiteTest
class PhotoQueryTest {

    private static final String TRANSFER = """
            ({base64, name, event, target}) => {
                const bytes = Uint8Array.from(atob(base64), it => it.charCodeAt(0));
                const transfer = new DataTransfer();
                transfer.items.add(new File([bytes], name, {type: 'image/jpeg'}));
                const given = {bubbles: true, cancelable: true};
                document.querySelector(target).dispatchEvent(event === 'paste'
                    ? new ClipboardEvent('paste', {...given, clipboardData: transfer})
                    : new DragEvent(event, {...given, dataTransfer: transfer}));
            }""";

    private final Site site;

    PhotoQueryTest(Site site) {
        this.site = site;
    }

    @Test
    void findsAPickedPhotoItself() {
        Page page = Photos.ready(site.page("/"));
        FileChooser chooser = page.waitForFileChooser(() -> page.getByLabel("Search by a photo from a file").click());
        chooser.setFiles(photo());

        assertThat(page.locator(".chip")).containsText("your photo");
        assertThat(page).hasURL(Pattern.compile("photo=[0-9a-f]+"));
        assertThat(page.locator(".hit").first()).hasAttribute("data-id", "5");
        page.getByLabel("More words for the query").fill("night");
        page.keyboard().press("Enter");
        assertThat(page.locator(".chip")).hasCount(2);
        page.reload();
        assertThat(page.locator(".chip").nth(1)).containsText("night");
        assertThat(page.locator(".hit").first()).isVisible();
    }

    @Test
    void takesPastedPhotos() throws IOException {
        Page page = Photos.ready(site.page("/"));
        assertThat(page.getByLabel("Search by a photo from a file")).isVisible();
        send(page, "paste", "body");

        assertThat(page.locator(".chip")).containsText("your photo");
    }

    @Test
    void takesPhotosOverPlainHttp() throws IOException {
        Page page = Photos.ready(site.page("/"));
        page.evaluate("delete Crypto.prototype.subtle"); // as in a page that did not come from this computer
        assertThat(page.getByLabel("Search by a photo from a file")).isVisible();
        send(page, "paste", "body");
        assertThat(page.locator(".chip")).containsText("your photo");
        String address = page.url();
        page.getByLabel("Remove your photo").click();
        send(page, "paste", "body");

        assertThat(page).hasURL(address);
    }

    @Test
    void takesPhotosDroppedOnTheSearchBox() throws IOException {
        Page page = Photos.ready(site.page("/"));
        assertThat(page.getByLabel("Search by a photo from a file")).isVisible();
        send(page, "dragover", "#search");
        assertThat(page.locator("body")).hasClass("dropping");
        send(page, "drop", "#search");

        assertThat(page.locator(".chip")).containsText("your photo");
        assertThat(page.locator("body")).not().hasClass("dropping");
    }

    @Test
    void takesPhotosFromTheCamera() {
        Page page = Photos.ready(site.page("/"));
        page.getByLabel("Search by a photo from the camera").click();
        page.waitForCondition(
                () -> (boolean) page.evaluate("document.querySelector('dialog.camera video')?.videoWidth > 0"));
        page.getByText("Take the photo").click();

        assertThat(page.locator(".chip")).containsText("your photo");
        assertThat(page.locator("dialog.camera")).hasCount(0);
    }

    @Test
    void saysThatThePhotoOfALinkIsNotHere() {
        Page page = Photos.ready(site.page("/?photo=0123456789abcdef"));

        assertThat(page.getByText("The photo of this search is not here.")).isVisible();
        assertThat(page.locator("#status")).hasText("No photo found");
        assertThat(page.locator(".hit")).hasCount(0);
    }

    @Test
    void saysThatAFileIsNoPhoto() throws IOException {
        Page page = Photos.ready(site.page("/"));
        Path text = Files.writeString(Files.createTempFile("no", ".jpg"), "no photo");
        FileChooser chooser = page.waitForFileChooser(() -> page.getByLabel("Search by a photo from a file").click());
        chooser.setFiles(text);

        assertThat(page.locator(".note")).containsText("This photo cannot be searched by");
        assertThat(page.locator(".chip")).hasCount(0);
    }

    private Path photo() {
        return site.photos().resolve("train/postcard_000005.jpg");
    }

    private void send(Page page, String event, String target) throws IOException {
        send(page, Files.readAllBytes(photo()), event, target);
    }

    /** Drops or pastes a photo. */
    static void send(Page page, byte[] photo, String event, String target) {
        String base64 = Base64.getEncoder().encodeToString(photo);
        page.evaluate(TRANSFER, Map.of("base64", base64, "name", "mine.jpg", "event", event, "target", target));
    }
}
