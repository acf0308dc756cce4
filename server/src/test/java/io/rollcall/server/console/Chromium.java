package io.rollcall.server.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, started once for all tests. */
final class Chromium {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Chromium() {}

    /** The browser; where there is none, the test is skipped, and says so loudly. */
    static Browser shared() {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            System.err.println("""
                    ############################################################################
                    # THE ADMIN CONSOLE IS NOT TESTED: no Chromium is installed on this machine.
                    # Install one (apt-get install chromium), or name one in ROLLCALL_TEST_BROWSER.
                    ############################################################################""");
        }
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed: the Admin Console is not tested");
        return Holder.BROWSER;
    }

    private static Optional<Path> program() {
        return Stream.concat(
                        Optional.ofNullable(System.getenv("ROLLCALL_TEST_BROWSER")).stream(),
                        Stream.of(
                                "/usr/bin/chromium",
                                "/usr/bin/chromium-browser",
                                "/usr/bin/google-chrome",
                                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static final class Holder {
        static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        static final Browser BROWSER = PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program().orElseThrow())
                        .setArgs(FLAGS));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
        }
    }
}
