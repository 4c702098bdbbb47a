package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RawHttp;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.ingress.harness.WireRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7644 below its resources: media types, methods, paths, versions, and whatever the container refuses. */
@Tag("R24")
class Rfc7644TransportTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String BASE = "/api/auth/scim/v2";

    private final ScimClient client = ScimClient.okta(INGRESS);
    private final String email = "t-" + UUID.randomUUID() + "@example.com";

    /** Sends a request as it is, and holds the answer against the rules of the wire. */
    private static WireRules.Seen raw(String start, String headers, byte[] body) throws IOException {
        var request = new ByteArrayOutputStream();
        request.write((start + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + INGRESS.token() + "\r\n" + headers
                + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.write(body);
        var method = start.substring(0, start.indexOf(' '));
        var seen = RawHttp.once(INGRESS.port(), method, request.toByteArray());
        assertThat(WireRules.violation(seen)).as(seen.toString()).isEmpty();
        return seen;
    }

    private static WireRules.Seen posted(byte[] body, String headers) throws IOException {
        return raw("POST " + BASE + "/Users", "Content-Type: application/scim+json\r\nContent-Length: " + body.length
                + "\r\n" + headers, body);
    }

    private static WireRules.Seen posted(String body) throws IOException {
        return posted(body.getBytes(StandardCharsets.UTF_8), "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"application/scim+json|200|application/scim+json",
        "application/json|200|application/json", "*/*|200|application/scim+json",
        "application/json, application/scim+json|200|application/scim+json",
        "text/html, */*;q=0.1|200|application/scim+json", "text/html|406|application/scim+json",
        "application/xml, text/plain|406|application/scim+json",
        "application/scim+json;q=0, application/json|200|application/json",
        "application/scim+json; charset=utf-8|200|application/scim+json",
        "application/json; charset=iso-8859-1|200|application/json"})
    void section3_1_answersComeInAnAcceptedMediaType(String accept, int status, String type) throws IOException {
        var seen = raw("GET " + BASE + "/Users?count=0", "Accept: " + accept + "\r\n", new byte[0]);
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.header("content-type")).isEqualTo(type + ";charset=utf-8");
    }

    /** What was changed is never 406 afterwards, however many types are accepted; Spring itself reads 50. */
    @Test
    void section3_1_whatIsNotAcceptedIsNotMadeAndWhatIsMadeIsAnswered() throws IOException {
        for (var accept : List.of("text/html", "application/json;q=0", "application/json" + ",a/b".repeat(60))) {
            var name = UUID.randomUUID() + "@example.com";
            var body = ("{\"userName\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
            int status = raw("POST " + BASE + "/Users", "Accept: " + accept + "\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + "\r\n", body).status();
            assertThat(status).as(accept).isEqualTo(accept.contains("a/b") ? 201 : 406);
            assertThat(INGRESS.owner().sql("select count(*) from directory.account where user_name = :name")
                    .param("name", name).query(Long.class).single()).as(accept).isEqualTo(status == 201 ? 1 : 0);
        }
    }

    @Test
    void section3_1_severalAcceptHeadersAreOneList() throws IOException {
        assertThat(raw("GET " + BASE + "/Users?count=0", "Accept: text/html\r\nAccept: application/json\r\n",
                new byte[0]).header("content-type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
        "nonsense", "application/xml; charset=utf-8"})
    void section3_8_bodiesOfOtherTypesAre415(String type) throws IOException {
        assertThat(raw("POST " + BASE + "/Users", "Content-Type: " + type + "\r\nContent-Length: 2\r\n",
                "{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(415);
    }

    @Test
    void section3_8_compressedBodiesAre415AndRequestsWithoutABodyNever() throws IOException {
        assertThat(posted("{}".getBytes(StandardCharsets.UTF_8), "Content-Encoding: gzip\r\n").status())
                .isEqualTo(415);
        assertThat(raw("GET " + BASE + "/Users?count=0", "Content-Type: text/xml\r\n", new byte[0]).status())
                .isEqualTo(200);
        assertThat(raw("GET " + BASE + "/Users?count=0", "Content-Length: 0\r\n", new byte[0]).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"POST,/Schemas,GET", "DELETE,/Users,POST", "PUT,/Groups,POST", "PATCH,/ServiceProviderConfig,GET",
        "PUT,/ResourceTypes/User,GET", "POST,/Users/1,PATCH", "POST,/Groups/1,PUT"})
    void section4_aMethodThatIsNotSupportedIs405WithAllow(String method, String path, String allowed)
            throws IOException {
        var seen = raw(method + " " + BASE + path, "Content-Length: 2\r\n", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(seen.status()).isEqualTo(405);
        assertThat(seen.header("allow")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO", "get", "PROPFIND"})
    void section4_methodsThatNobodyKnowsAre405WithAllow(String method) throws IOException {
        var seen = raw(method + " " + BASE + "/Users", "", new byte[0]);
        assertThat(seen.status()).isEqualTo(405);
        assertThat(seen.header("allow")).contains("POST");
    }

    /** The connector's own refusal: CONNECT has no path that a filter could look at. */
    @Test
    void section4_connectIsRefusedInScimToo() throws IOException {
        assertThat(raw("CONNECT " + BASE + "/Users", "", new byte[0]).status()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "POST"})
    void section3_8_formsAreRefusedBeforeTheyAreRead(String method) throws IOException {
        assertThat(raw(method + " " + BASE + "/Users/1",
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n",
                "a=%zz".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(415);
    }

    @Test
    void section3_2_headAnswersLikeGetWithoutABodyAndOptionsNamesTheMethods() {
        var id = client.post("/Users", OktaBodies.user(email, email)).text("id");
        assertThat(client.send("HEAD", "/Users/" + id, "", Map.of()).raw().headers().firstValue("ETag"))
                .contains("W/\"1\"");
        assertThat(client.send("HEAD", "/Users/" + UUID.randomUUID(), "", Map.of()).status()).isEqualTo(404);
        assertThat(client.send("HEAD", "/Users?count=1", "", Map.of()).status()).isEqualTo(200);
        var options = client.send("OPTIONS", "/Users/" + id, "", Map.of());
        assertThat(options.raw().headers().firstValue("Allow").orElse("")).contains("GET", "PUT", "PATCH", "DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/scim/v1/Users", "/api/auth/scim/v3/Users/1", "/api/auth/scim/v2.1/Users",
        "/api/auth/scim/v1", "/api/auth/scim/v20/Users", "/api/auth/scim/v2x/Users"})
    void section3_13_anotherVersionIsInvalidVers(String path) throws IOException {
        var seen = raw("GET " + path, "", new byte[0]);
        assertThat(seen.status()).isEqualTo(400);
        assertThat(seen.body()).contains("\"scimType\":\"invalidVers\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE + "/Nothing", BASE + "/users", BASE + "/Users/a/b", "/", "/api",
        "/api/auth/scim/users", BASE + "/ServiceProviderConfig/1", BASE + "/ResourceTypes/Nothing",
        BASE + "/Schemas/urn:nothing", BASE + "/Users/%F0%9F%98%80", BASE + "/Groups/x"})
    void section3_12_whatDoesNotExistIs404InScim(String path) throws IOException {
        assertThat(raw("GET " + path, "", new byte[0]).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Users/a%2Fb", "/Users/a%00b", "/Users/%", "/Users/%zz", "/Users/a;b=c", "/Users/..%2f",
        "/Users/../Groups", "/Users/%2e%2e/Groups", "/Users/a\\b", "/Users/%FF", "/Users?filter=%zz",
        "/Users?filter=%FF", "/Users?filter=%", "/Users?count=1&startIndex=%00", "/Users?a%00b=1&filter=x",
        "/Users?filter=a{b}",
        "/Users?filter=\"a\""})
    void section3_12_malformedTargetsAreRefusedInScimAndNeverListEverybody(String target) throws IOException {
        assertThat(raw("GET " + BASE + target, "", new byte[0]).status()).isBetween(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Users?filter=userName%20eq%20\"a[b]|{c}\"", "/Users?filter=emails[type%20eq%20\"work\"]",
        "/Groups?filter=displayName%20eq%20\"{x}^`\""})
    void r24c_charactersThatClientsLeaveUnencodedInAQueryAreTakenAsSent(String target) throws IOException {
        var seen = raw("GET " + BASE + target, "", new byte[0]);
        assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/Users/a{b, U+007B", "/Users?a=\u00e9, U+00E9", "/Users|, U+007C"})
    void r24c_whatIsRefusedNamesTheCharacter(String target, String character) throws IOException {
        var seen = raw("GET " + BASE + target, "", new byte[0]);
        assertThat(seen.status()).as(seen.toString()).isEqualTo(400);
        assertThat(seen.body()).contains(character);
    }

    @Test
    void section3_12_tooLongAUriOrHeaderIsRefusedInScim() throws IOException {
        assertThat(raw("GET " + BASE + "/Users?filter=" + "a".repeat(40_000), "", new byte[0]).status())
                .isBetween(400, 431);
        assertThat(raw("GET " + BASE + "/Users", "X-Long: " + "a".repeat(40_000) + "\r\n", new byte[0]).status())
                .isBetween(400, 431);
        assertThat(raw("GET " + BASE + "/Users", "X-Many: 1\r\n".repeat(2_000), new byte[0]).status())
                .isBetween(400, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET\r\n\r\n", "GET /api/auth/scim/v2/Users HTTP/9.9\r\nHost: x\r\n\r\n",
        "G@T /api/auth/scim/v2/Users HTTP/1.1\r\nHost: x\r\n\r\n", "GET /api/auth/scim/v2/Users HTTP/1.1\r\n\r\n",
        "GET /api/auth/scim/v2/Users HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET /api/auth/scim/v2/Users HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET /api/auth/scim/v2/Users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: wrong\r\n\r\n"})
    void section3_12_malformedRequestsAreRefusedInScim(String request) throws IOException {
        var seen = RawHttp.once(INGRESS.port(), "GET", request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(WireRules.violation(seen)).as(seen.toString()).isEmpty();
        assertThat(seen.status()).isEqualTo(400);
    }

    @Test
    void section3_12_brokenChunksAndBodiesThatEndEarlyAre400() throws IOException {
        var head = "Content-Type: application/json\r\n";
        assertThat(raw("POST " + BASE + "/Users", head + "Transfer-Encoding: chunked\r\n",
                "zz\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
        assertThat(raw("POST " + BASE + "/Users", head + "Content-Length: 100\r\n",
                "{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
    }

    @Test
    void section3_7_4_tooLargeABodyIs413AndNamesTheLimit() throws IOException {
        var refused = raw("POST " + BASE + "/Users",
                "Content-Type: application/json\r\nContent-Length: 99999999\r\n", new byte[0]);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).contains("16777216");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"userName\":|line 1, column", "{\"a\":1,\"a\":2}|line 1, column",
        "{} {}|line 1, column", "[]|JSON object", "null|JSON object", "\"a\"|JSON object", "{'a':1}|line 1, column",
        "{\"a\":01}|line 1, column", "{\"a\":NaN}|line 1, column", "{\"a\":\"\t\"}|line 1, column",
        "{\"a\":\"\\x\"}|line 1, column", "{\"a\":1,}|line 1, column"})
    void section3_12_malformedJsonIsInvalidSyntaxWithItsPosition(String body, String detail) throws IOException {
        var seen = posted(body);
        assertThat(seen.status()).isEqualTo(400);
        assertThat(seen.body()).contains("\"scimType\":\"invalidSyntax\"").contains(detail);
    }

    @Test
    void section3_12_anEmptyBodyAndTooDeepNestingAreInvalidSyntax() throws IOException {
        assertThat(posted("").body()).contains("invalidSyntax");
        assertThat(posted("{\"a\":".repeat(40) + "1" + "}".repeat(40)).body()).contains("invalidSyntax");
        assertThat(posted("[".repeat(100_000)).body()).contains("invalidSyntax");
        assertThat(posted("{\"n\":" + "9".repeat(5_000) + "}").body()).contains("invalidSyntax");
    }

    @Test
    void section3_8_bytesThatAreNotUtf8AreInvalidSyntaxAndNothingIsStored() throws IOException {
        for (byte[] bad : new byte[][]{{(byte) 0xFF}, {(byte) 0xC3}, {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80}}) {
            var body = new ByteArrayOutputStream();
            body.write(("{\"userName\":\"" + email + "\",\"title\":\"x").getBytes(StandardCharsets.UTF_8));
            body.write(bad);
            body.write("\"}".getBytes(StandardCharsets.UTF_8));
            var seen = posted(body.toByteArray(), "");
            assertThat(seen.status()).isEqualTo(400);
            assertThat(seen.body()).contains("\"scimType\":\"invalidSyntax\"").contains("UTF-8");
        }
        assertThat(client.find("Users", "userName eq \"" + email + "\"").body().path("totalResults").asInt(-1))
                .isZero();
    }

    @Test
    void section3_8_otherEncodingsAreRefusedAndAByteOrderMarkForgiven() throws IOException {
        var body = "{\"userName\":\"" + email + "\"}";
        assertThat(posted(body.getBytes(StandardCharsets.UTF_16)).status()).isEqualTo(400);
        assertThat(posted(body.getBytes(StandardCharsets.UTF_16LE)).status()).isEqualTo(400);
        assertThat(posted(("\uFEFF" + body).getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(201);
    }

    private static WireRules.Seen posted(byte[] body) throws IOException {
        return posted(body, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\uD800", "\\uDC00\\uD800"})
    void section3_12_textsThatNoStoreHoldsAreInvalidValue(String escaped) throws IOException {
        assertThat(posted("{\"userName\":\"" + email + "\",\"title\":\"" + escaped + "\"}").body())
                .contains("\"scimType\":\"invalidValue\"");
    }

    @Test
    void section2_withoutAGoodTokenItIs401OnEveryPath() {
        for (var path : new String[]{"/Users", "/Groups", "/ServiceProviderConfig", "/Schemas", "/ResourceTypes",
            "/Me", "/Bulk", "/nowhere"}) {
            assertThat(client.withToken("x").get(path).status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void section3_11_meIs501WhateverTheMethod() {
        for (var method : new String[]{"GET", "PUT", "PATCH", "DELETE", "POST"}) {
            assertThat(client.send(method, "/Me", "{}", Map.of()).status()).isEqualTo(501);
        }
    }

    @Test
    void section3_4_2_unknownQueryParametersAreIgnored() {
        assertThat(client.get("/Users?count=0&whatever=1&" + "_=2").status()).isEqualTo(200);
        assertThat(client.get("/Schemas?count=1&startIndex=7").body().path("Resources")).hasSize(3);
    }
}
