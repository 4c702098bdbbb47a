package com.scrydon.scim.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.hostile.HostileCalls;
import com.scrydon.scim.testkit.hostile.HostileRequests;
import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people who are not signed in can make the console hold, say or do. */
class StrangersTests {

    private static final String MEMBERS = "/settings/organization/members";
    private static final String SIGN_INS = "POST /api/management/v1/console/sign-ins ";

    private final StubApis apis = new StubApis();
    private RunningConsole console;
    private Browser browser;

    @BeforeEach
    void start() {
        console = RunningConsole.start(apis);
        browser = new Browser(console.url());
    }

    @AfterEach
    void stop() {
        browser.close();
        console.close();
        apis.close();
    }

    @Test
    void r28c_strangersLeaveNoSessionBehindWhateverTheyAskFor() throws Exception {
        for (var path : List.of("/", "/login", "/login?error", MEMBERS + "?search=" + "x".repeat(3_400), "/nothing",
                "/error",
                "/console.css", "/actuator/env")) {
            for (int i = 0; i < 10; i++) {
                assertThat(raw("GET", path, "").headers().allValues("Set-Cookie")).as(path)
                        .noneMatch(cookie -> cookie.startsWith("SCRYDON_CONSOLE="));
            }
        }
        raw("POST", "/login", "username=admin&password=wrong");
        browser.get("/login");
        browser.submit("/login", "username=admin&password=wrong");
        assertThat(console.sessions()).isZero();
        browser.login();
        assertThat(console.sessions()).isEqualTo(1);
    }

    @Test
    void r28c_oneAdminHasSixteenSessionsAndNoMore() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var another = new Browser(console.url())) {
                assertThat(another.login().uri().getPath()).startsWith("/settings/");
            }
        }
        browser.login();
        assertThat(browser.get(MEMBERS).uri().getPath()).isEqualTo(MEMBERS);
        assertThat(console.liveSessions()).isEqualTo(16);
    }

    @Test
    void r34_loginLeadsBackToThePageThatWasAskedForAndNowhereElse() throws Exception {
        assertThat(browser.get(MEMBERS + "?search=ada").uri()).hasToString(
                console.url() + "/login?next=%2Fsettings%2Forganization%2Fmembers%3Fsearch%3Dada");
        var back = browser.submit("/login", "username=admin&password=correct+horse&next=" + MEMBERS + "?search%3Dada");
        assertThat(back.uri()).hasToString(console.url() + MEMBERS + "?search=ada");
        for (var elsewhere : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/settings/%0d%0aX:1",
                "/login", "javascript:alert(1)")) {
            browser.get("/login");
            browser.submit("/login", "username=admin&password=correct+horse&next=" + elsewhere);
            assertThat(browser.get(MEMBERS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void redirectsNeverRepeatTheHostThatSomebodySent() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.getOutputStream().write(("GET " + MEMBERS + " HTTP/1.1\r\nHost: evil.example\r\n"
                    + "X-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /login?next=").doesNotContain("evil");
        }
    }

    @Test
    void r4_guessesFromOneAddressAreThrottledEvenIfThenOneIsRight() throws Exception {
        browser.get("/login");
        var refused = IntStream.range(0, 20).mapToObj(i -> guess("admin", "wrong" + i)).map(HttpResponse::statusCode)
                .toList();
        assertThat(refused.subList(10, 20)).containsOnly(429);
        var right = guess("admin", "correct+horse");
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).contains("30");
        assertThat(right.body()).contains("Too many tries");
    }

    @Test
    void r31_signInsAreToldToTheManagementApiByWhoSignedIn() throws Exception {
        browser.get("/login");
        browser.submit("/login", "username=hunter2&password=wrong");
        browser.submit("/login", "username=admin&password=wrong");
        browser.login();

        Eventually.within(Duration.ofSeconds(30), () -> assertThat(apis.calls()).anySatisfy(
                call -> assertThat(call).startsWith(SIGN_INS).contains("\"succeeded\"", "\"admin\"", "127.0.0.1"))
                .anySatisfy(call -> assertThat(call).startsWith(SIGN_INS).contains("\"failed\"", "\"admin\"",
                        "\"count\":1"))
                .anySatisfy(call -> assertThat(call).startsWith(SIGN_INS).contains("\"failed\"", "\"name\":\"\"")));
        assertThat(apis.calls().toString()).doesNotContain("hunter2").doesNotContain("wrong");
    }

    @Test
    void r31_signInsWaitWhileTheManagementApiIsAwayAndNobodyIsKeptOut() throws Exception {
        apis.on("POST /api/management/v1/console/sign-ins", 503, StubApis.problem(503, "away"));
        assertThat(browser.login().uri().getPath()).startsWith("/settings/");
        apis.on("POST /api/management/v1/console/sign-ins", 204, "");
        apis.calls().clear();
        Eventually.within(Duration.ofSeconds(30), () -> assertThat(apis.calls()).anySatisfy(
                call -> assertThat(call).startsWith(SIGN_INS).contains("\"succeeded\"")));
    }

    @Test
    void cookiesAreForTlsOnlyUnlessTheConsoleIsToldOtherwise() throws Exception {
        try (var secure = RunningConsole.start(apis, "--spring.application.name=secure")) {
            var cookies = new Caller(secure.url()).get("/login", Map.of()).headers().allValues("Set-Cookie");
            assertThat(cookies).isNotEmpty().allSatisfy(
                    cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Strict"));
        }
    }

    @Test
    void nothingIsKeptInTheBrowser() throws Exception {
        browser.login();
        assertThat(browser.get(MEMBERS).body()).containsPattern("historyCacheSize[^,]{1,8}0");
        assertThat(browser.get(MEMBERS).headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void r24c_noRequestOfAnybodyIsAServerError() {
        var paths = List.of("/", "/login", "/logout", "/error", MEMBERS, "/settings/organization/teams", "/console.css",
                "/webjars/htmx.org/dist/htmx.min.js", "/nothing", "/actuator/health/liveness", "/actuator/metrics",
                "/settings/platform/audit-logs", "/settings/platform/identity/provisioning/tokens");
        var requests = new HostileRequests(paths, List.of(""), Long.getLong("scim.fuzz.seed", 20_261_129L));
        new HostileCalls(console.port(), (_, _) -> false).assertHarmless(requests.all(1_000));
    }

    private HttpResponse<String> guess(String name, String password) {
        try {
            return browser.submit("/login", "username=" + name + "&password=" + password);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer raw(String method, String path, String body) {
        try (var caller = new Caller(console.url())) {
            return caller.send(method, path, body,
                    Map.of("Accept", "text/html", "Content-Type", "application/x-www-form-urlencoded"));
        }
    }
}
