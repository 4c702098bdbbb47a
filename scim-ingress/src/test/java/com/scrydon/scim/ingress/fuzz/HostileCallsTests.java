package com.scrydon.scim.ingress.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Every parameter, id and field of the management API with what nobody sends in good faith: refused or taken, never a fault of the
 * service. They are read from the running service, so that a new one is tried too, or this fails and asks for a good value of it.
 */
@Tag("slow")
@Tag("R24")
class HostileCallsTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String API = "/api/management/v1";
    private static final List<String> IN_URLS = List.of("", "%00", "a%00b", "%ED%A0%80", "%F0%9F%98%80", "%25", "'",
            "a".repeat(6_000), "-1", "99999999999999999999", "+0", "NaN", "1-1-1-1-1", "AAAAAAAAAAAAAAAAAAAAAA");
    private static final List<String> IN_BODIES = List.of("null", "true", "\"\"", "\" \"", "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"", "\"\\udc00\\ud800\"", '"' + "\u00e4".repeat(8_000) + '"', "-1", "0", "1.5", "1e300",
            "1e1000000000", "99999999999999999999", "9223372036854775807", "2147483648", "[]", "[null]", "[[]]", "{}",
            "{\"a\":1}", "\"+300000-01-01T00:00:00Z\"", "\"-300000-01-01T00:00:00Z\"", "\"+999999999-12-31T23:59:59Z\"",
            "\"9999-12-31T23:59:59Z\"", "\"0000-00-00T00:00:00Z\"");

    private final Tenant tenant = INGRESS.tenant();
    private final Map<String, String> ids = Map.of("/organisations", tenant.organisation().toString(), "/tokens",
            tokens(), "/teams", made("/teams", "{\"name\":\"Core\"}"), "/accounts",
            made("/accounts", "{\"email\":\"ada@example.com\"}"));

    private String made(String path, String body) {
        return INGRESS.managementOf(tenant.organisation(), "POST", path, body).text("id");
    }

    private String tokens() {
        return made("/tokens", "{\"label\":\"x\",\"scopes\":[\"users:read\"]}");
    }

    /** A value that is right, so that nothing else is refused before the one that is tried. */
    private String good(RecordComponent field) {
        return switch (field.getName()) {
            case "label", "name", "displayName" -> '"' + UUID.randomUUID().toString() + '"';
            case "slug" -> "\"s-" + UUID.randomUUID() + '"';
            case "email" -> '"' + UUID.randomUUID().toString() + "@example.com\"";
            case "kind" -> "\"service\"";
            case "scopes" -> "[\"users:read\"]";
            case "groupId" -> '"' + UUID.randomUUID().toString() + '"';
            case "token" -> "\"scrydon_scim_x\"";
            case "ratePerSecond", "burst", "users", "groups", "membersPerGroup", "teams", "overlapSeconds", "count" ->
                "1000";
            case "outcome" -> "\"failed\"";
            case "address" -> "\"192.0.2.1\"";
            case "expiresAt" -> "null";
            default -> throw new AssertionError("what is a good value of " + field + "?");
        };
    }

    /** A mapping of the management API. */
    private record Call(String method, String pattern, HandlerMethod handler) {

        static Stream<Call> all() {
            return INGRESS.mappings().getHandlerMethods().entrySet().stream()
                    .flatMap(mapped -> mapped.getKey().getPatternValues().stream()
                            .filter(pattern -> pattern.startsWith(API))
                            .flatMap(pattern -> mapped.getKey().getMethodsCondition().getMethods().stream()
                                    .map(RequestMethod::name)
                                    .map(method -> new Call(method, pattern, mapped.getValue()))));
        }

        List<RecordComponent> fields() {
            return Arrays.stream(handler.getMethodParameters()).filter(p -> p.hasParameterAnnotation(RequestBody.class))
                    .map(MethodParameter::getParameterType).flatMap(type -> Arrays.stream(type.getRecordComponents()))
                    .toList();
        }

        List<String> queries() {
            return Arrays.stream(handler.getMethodParameters()).map(p -> p.getParameterAnnotation(RequestParam.class))
                    .filter(parameter -> parameter != null).map(RequestParam::name).toList();
        }

        List<String> variables() {
            return Arrays.stream(handler.getMethodParameters()).map(p -> p.getParameterAnnotation(PathVariable.class))
                    .filter(parameter -> parameter != null).map(PathVariable::value).toList();
        }
    }

    private String path(Call call) {
        if (!call.pattern().contains("{")) {
            return call.pattern().substring(API.length());
        }
        var kind = ids.keySet().stream().filter(prefix -> call.pattern().startsWith(API + prefix)).findFirst()
                .orElseThrow(() -> new AssertionError("which ids does " + call + " take?"));
        return call.pattern().substring(API.length()).replace("{id}", ids.get(kind)).replace("{accountId}",
                ids.get("/accounts"));
    }

    private String body(Call call, String field, String value) {
        return call.fields().isEmpty()
                ? ""
                : call.fields().stream()
                        .map(c -> '"' + c.getName() + "\":" + (c.getName().equals(field) ? value : good(c)))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private void tried(String method, String path, String body) {
        var answer = INGRESS.managementOf(tenant.organisation(), method, path, body);
        assertThat(answer.status()).as("%s %s %s: %s", method, path, body, answer.raw().body()).isLessThan(500);
        if (path.equals("/tokens") && answer.status() == 201) {
            // Room for the next one: at ten nothing more would be looked at.
            INGRESS.managementOf(tenant.organisation(), "DELETE", path + "/" + answer.text("id"), "");
        }
    }

    @Test
    void r24_noParameterOfTheManagementApiIsAFaultOfTheService() {
        var tried = Call.all().flatMap(call -> call.queries().stream().map(name -> {
            IN_URLS.forEach(value -> tried(call.method(), path(call) + "?" + name + "=" + value, body(call, "", "")));
            return call + name;
        })).toList();
        assertThat(tried).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void r24_noIdInAPathOfTheManagementApiIsAFaultOfTheService() {
        var tried = Call.all().filter(call -> !call.variables().isEmpty()).map(call -> {
            IN_URLS.stream().filter(value -> !value.isEmpty()).forEach(value -> tried(call.method(),
                    call.pattern().substring(API.length()).replaceAll("\\{\\w+}", value), body(call, "", "")));
            return call;
        }).toList();
        assertThat(tried).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void r24_noFieldOfABodyOfTheManagementApiIsAFaultOfTheService() {
        var tried = Call.all().flatMap(call -> call.fields().stream().map(field -> {
            IN_BODIES.forEach(value -> tried(call.method(), path(call), body(call, field.getName(), value)));
            return call + field.getName();
        })).toList();
        assertThat(tried).hasSizeGreaterThanOrEqualTo(15);
    }
}
