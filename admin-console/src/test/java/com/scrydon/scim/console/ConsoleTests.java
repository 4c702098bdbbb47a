package com.scrydon.scim.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console on a real port, over APIs that speak the contract's JSON. */
@Tag("R34")
class ConsoleTests {

    private static final String PROVISIONING = "/settings/platform/identity/provisioning";
    private static final String MEMBERS = "/settings/organization/members";
    private static final String TEAMS = "/settings/organization/teams";
    private static final String AUDIT_LOGS = "/settings/platform/audit-logs";
    private static final StubApis APIS = new StubApis();
    private static RunningConsole console;

    private Browser browser;

    @BeforeAll
    static void start() {
        console = RunningConsole.start(APIS);
    }

    @AfterAll
    static void stop() {
        console.close();
        APIS.close();
    }

    @BeforeEach
    void fresh() {
        APIS.contents();
        APIS.calls().clear();
        browser = new Browser(console.url());
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    @Test
    void r34_nobodySeesAPageWithoutLogin() throws Exception {
        assertThat(browser.get(MEMBERS).uri().getPath()).isEqualTo("/login");
        assertThat(browser.get("/login").body()).contains("Log in to the admin console");
        var refused = browser.submit("/login", "username=admin&password=wrong");
        assertThat(refused.body()).contains("Name or password is wrong");
        assertThat(browser.get("/actuator/health/readiness").body()).contains("UP");
        assertThat(browser.get("/actuator/env").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void r34_afterLoginTheFirstPageIsProvisioningAndLogoutEndsTheSession() throws Exception {
        var first = browser.login();
        assertThat(first.uri().getPath()).isEqualTo(PROVISIONING);
        assertThat(first.body()).contains("https://scim.example.com/api/auth/scim/v2", "okta-prod", "Revoked");
        browser.submit("/logout", "");
        assertThat(browser.get(MEMBERS).uri().getPath()).isEqualTo("/login");
    }

    @Test
    void r37_callsNameThePersonTheRolesAndTheOrganisation() throws Exception {
        browser.login();
        APIS.tokens().clear();
        browser.get(MEMBERS);
        var jwt = APIS.tokens().getLast().substring("Bearer ".length());
        var claims = new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"sub\":\"local:admin\"", "\"name\":\"admin\"",
                "\"org\":\"" + RunningConsole.ORGANISATION,
                "org-admin", "auditor", "operator", "\"iss\":\"scrydon-local\"");
    }

    @Test
    void r2_rawTokenIsShownOnThePageThatMadeItAndNeverAgain() throws Exception {
        browser.login();
        var made = browser.submit(PROVISIONING + "/tokens", "label=okta-prod&scopes=users:read&scopes=groups:read");

        assertThat(made.body()).containsOnlyOnce(StubApis.RAW_TOKEN).contains("shown only this once");
        assertThat(made.headers().firstValue("Cache-Control")).hasValueSatisfying(
                value -> assertThat(value).contains("no-store"));
        assertThat(APIS.calls()).anySatisfy(call -> assertThat(call).startsWith("POST /api/management/v1/tokens")
                .contains("\"label\":\"okta-prod\"", "[\"users:read\",\"groups:read\"]"));
        assertThat(browser.get(PROVISIONING).body()).doesNotContain(StubApis.RAW_TOKEN);
    }

    @Test
    void r2_refusedTokenSaysWhyOnTheSamePage() throws Exception {
        browser.login();
        APIS.on("POST /api/management/v1/tokens", 409, StubApis.problem(409, "at most 10 active tokens"));

        assertThat(browser.submit(PROVISIONING + "/tokens", "label=eleventh").body())
                .contains("at most 10 active tokens", "value=\"eleventh\"");
    }

    @Test
    void r2_revokingAsksTheManagementApiAndConfirms() throws Exception {
        browser.login();
        var done = browser.submit(PROVISIONING + "/tokens/0198c0de-0000-7000-8000-000000000001/revoke", "");

        assertThat(done.body()).contains("The token is revoked");
        assertThat(APIS.calls()).contains("DELETE /api/management/v1/tokens/0198c0de-0000-7000-8000-000000000001");
    }

    @Test
    void r34_membersAreSearchedAndPaged() throws Exception {
        browser.login();
        var page = browser.get(MEMBERS + "?search=ad%26a&cursor=page2");

        assertThat(page.body()).contains("Ada Lovelace", "Inactive", "Scrydon", "cursor=page%2B2/%3D", "First page",
                "&lt;script&gt;").doesNotContain("<script>alert");
        assertThat(APIS.calls()).anySatisfy(call -> assertThat(call).startsWith("GET /api/management/v1/accounts?")
                .contains("search=ad&a", "kind=person", "count=25", "cursor=page2"));
        assertThat(browser.get(MEMBERS, Map.of("HX-Request", "true")).body()).contains("id=\"list\"")
                .doesNotContain("<nav aria-label=\"Settings\"");
    }

    @Test
    void r38_memberAndTeamPagesTellWhy() throws Exception {
        browser.login();

        assertThat(browser.get(MEMBERS + "/" + StubApis.ACCOUNT).body()).contains("Through group Backend",
                "Through group Platform", "Added by hand", "Kept from a deleted group", "Founders");
        assertThat(browser.get(TEAMS + "/" + StubApis.TEAM).body()).contains("Engineering (SCIM)",
                "Direct member of the group", "Through group Backend", "Added by hand", "bob@example.com", "next-page");
        assertThat(browser.get(TEAMS).body()).contains("128", "group <q>Engineering</q>");
    }

    @Test
    void r34_auditLogsStartWithThePresetAndTellWhatChanged() throws Exception {
        browser.login();
        var page = browser.get(AUDIT_LOGS).body();

        assertThat(page).contains("type sw &quot;scim.&quot;", "accounts added", "and 5 more", "Refused",
                "nested group depth exceeds 3", "hx-trigger=\"every 3s\"");
        assertThat(APIS.calls())
                .anySatisfy(call -> assertThat(call).contains("/audit/v1/records?", "filter=type sw \"scim.\""));
        assertThat(browser.get(AUDIT_LOGS + "?cursor=older").body()).doesNotContain("hx-get=").contains("Newest");
    }

    @Test
    void r32_badFilterIsExplainedBesideTheFilter() throws Exception {
        browser.login();
        APIS.on("GET /audit/v1/records", 400, StubApis.problem(400, "filter, position 1: unknown attribute 'kind'"));

        var page = browser.get(AUDIT_LOGS + "?filter=kind+eq+1");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("position 1: unknown attribute &#39;kind&#39;", "value=\"kind eq 1\"");
    }

    @Test
    void r34_serviceThatIsDownIsAReadableMessage() throws Exception {
        browser.login();
        APIS.on("GET /audit/v1/records", 503, StubApis.problem(503, "no database"));

        var page = browser.get(AUDIT_LOGS);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("The audit service (audit-sink) cannot be reached right now", "<nav")
                .doesNotContain("Exception");
        var refresh = browser.get(AUDIT_LOGS, Map.of("HX-Request", "true"));
        assertThat(refresh.statusCode()).isEqualTo(200);
        assertThat(refresh.body()).contains("cannot be reached", "hx-get=\"" + AUDIT_LOGS + "\"")
                .doesNotContain("<nav");
        assertThat(page.body()).doesNotContain("hx-get");
    }

    @Test
    void r34_missingThingsAreFriendlyAndNoTraceIsShown() throws Exception {
        browser.login();

        assertThat(browser.get(TEAMS + "/0198c0de-0000-7000-8000-0000000000ff").statusCode()).isEqualTo(404);
        HttpResponse<String> nonsense = browser.get(TEAMS + "/not-an-id");
        assertThat(nonsense.statusCode()).isEqualTo(400);
        assertThat(nonsense.body()).doesNotContain("Exception").contains("To the console");
    }

    @Test
    void formsWithoutTheirTokenAreRefusedAndPagesAreLockedDown() throws Exception {
        browser.login();

        assertThat(browser.post(PROVISIONING + "/tokens", "label=x").statusCode()).isEqualTo(403);
        var headers = browser.get(MEMBERS).headers();
        assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying(
                policy -> assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(browser.get(MEMBERS).body()).doesNotContain("style=").doesNotContain("https://")
                .contains("/webjars/htmx.org/");
        assertThat(browser.get("/webjars/htmx.org/dist/htmx.min.js").statusCode()).isEqualTo(200);
        assertThat(browser.get("/webjars/normalize.css/normalize.css").statusCode()).isEqualTo(200);
    }

    @Test
    void refreshOfAnEndedSessionLeadsToTheLogin() throws Exception {
        var refused = browser.get(AUDIT_LOGS, Map.of("HX-Request", "true"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("HX-Redirect")).contains("/login");
    }
}
