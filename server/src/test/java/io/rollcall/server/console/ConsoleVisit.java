package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.OrganizationId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A person at a browser of their own. What the browser complains of, and calls of other hosts, fail the test at the end. */
final class ConsoleVisit implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private ConsoleVisit(Browser.NewContextOptions options) {
        context = Chromium.shared().newContext(options.setLocale("en-GB").setTimezoneId("Asia/Tokyo"));
        context.setDefaultTimeout(10_000);
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(ConsoleServer.url("/"))) {
                complaints.add("a request to another host: " + request.url());
            }
        });
    }

    static ConsoleVisit start() {
        return start(1280);
    }

    static ConsoleVisit start(int width) {
        return new ConsoleVisit(new Browser.NewContextOptions().setViewportSize(width, 800));
    }

    /** A person whose browser runs no scripts. */
    static ConsoleVisit withoutScripts(int width) {
        return new ConsoleVisit(
                new Browser.NewContextOptions().setViewportSize(width, 640).setJavaScriptEnabled(false));
    }

    /** Another tab of the same browser, on that page. */
    Page tab(String path) {
        Page tab = context.newPage();
        tab.navigate(ConsoleServer.url(path));
        return tab;
    }

    Page page() {
        return page;
    }

    /** Says that the server refuses something here, of which the browser complains. @param status such as 409 */
    ConsoleVisit expecting(int status) {
        return expecting("status of " + status);
    }

    /** Says that the browser will complain of that. */
    ConsoleVisit expecting(String complaint) {
        expected.add(complaint);
        return this;
    }

    ConsoleVisit open(String path) {
        page.navigate(ConsoleServer.url(path));
        return this;
    }

    /** Begins a session as a new administrator, without the form: that has tests of its own. */
    ConsoleVisit signIn(Optional<OrganizationId> organization) {
        RunningServer server = ConsoleServer.shared();
        String name = ConsoleServer.administrator(server, organization);
        String[] session = ConsoleClient.of(server)
                .signIn(name, ConsoleServer.PASSWORD)
                .cookie()
                .orElseThrow()
                .split("=", 2);
        context.addCookies(List.of(new Cookie(session[0], session[1])
                .setDomain("127.0.0.1")
                .setPath("/console")
                .setHttpOnly(true)));
        open("/console");
        assertThat(page.url()).doesNotContain("sign-in");
        return this;
    }

    ConsoleVisit fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        return this;
    }

    ConsoleVisit choose(String label, String option) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).selectOption(option);
        return this;
    }

    ConsoleVisit press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return read();
    }

    ConsoleVisit follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
        return read();
    }

    /** A click waits for the first bytes of the next page, of which a busy machine may have read no more for a while. */
    private ConsoleVisit read() {
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
        return this;
    }

    /** Waits until the page says so. */
    ConsoleVisit sees(String text) {
        page.getByText(text).locator("visible=true").first().waitFor();
        return this;
    }

    ConsoleVisit lacks(String text) {
        assertThat(page.getByText(text).count()).as(text).isZero();
        return this;
    }

    /** Takes a picture of the page where {@code rollcall.screenshots} names a folder. */
    void picture(String name) {
        Optional.ofNullable(System.getProperty("rollcall.screenshots"))
                .map(Path::of)
                .ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(name + ".png"))
                        .setFullPage(true)));
    }

    /** Returns the value of a field. */
    String entered(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .inputValue();
    }

    String heading() {
        return page.locator("h1").innerText();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complained of").allMatch(complaint -> expected.stream()
                .anyMatch(complaint::contains));
    }
}
