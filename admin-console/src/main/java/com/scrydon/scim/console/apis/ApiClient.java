package com.scrydon.scim.console.apis;

import com.scrydon.scim.console.login.SignedInPerson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls an API for the person who is logged in; failures come as one of two exceptions, with readable reasons. */
@Component
public class ApiClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiProperties properties;
    private final SignedInPerson person;
    private final RestClient client;

    ApiClient(ApiProperties properties, SignedInPerson person) {
        this.properties = properties;
        this.person = person;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
        requests.setReadTimeout(READ_TIMEOUT);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /** GET with query parameters; empty values are left out. */
    public <T> T get(Service service, String path, Map<String, String> query, Class<T> type) {
        return answer(call(service, HttpMethod.GET, uri(service, path, query), null, person.token()), type, service);
    }

    /** POST of a JSON body. */
    public <T> T post(Service service, String path, Object body, Class<T> type) {
        return answer(call(service, HttpMethod.POST, uri(service, path, Map.of()), body, person.token()), type,
                service);
    }

    /** POST of a JSON body by somebody who is not the person of the present request, and whose answer says nothing. */
    public void post(Service service, String path, Object body, String token) {
        call(service, HttpMethod.POST, uri(service, path, Map.of()), body, token);
    }

    public void delete(Service service, String path) {
        call(service, HttpMethod.DELETE, uri(service, path, Map.of()), null, person.token());
    }

    private URI uri(Service service, String path, Map<String, String> query) {
        var builder = UriComponentsBuilder.fromUri(properties.baseOf(service)).path(path);
        query.forEach((name, value) -> {
            if (!value.isBlank()) {
                builder.queryParam(name, "{" + name + "}");
            }
        });
        return builder.encode().buildAndExpand(query).toUri();
    }

    private byte[] call(Service service, HttpMethod method, URI uri, @Nullable Object body, String token) {
        var request = client.method(method).uri(uri).headers(h -> h.setBearerAuth(token))
                .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(body));
        }
        try {
            return Objects.requireNonNull(request.exchange((sent, answer) -> checked(service, answer)));
        } catch (ResourceAccessException e) {
            throw new ServiceDownException(service, reason(e), e);
        }
    }

    private static byte[] checked(Service service, ClientHttpResponse answer) throws IOException {
        var body = answer.getBody().readAllBytes();
        int status = answer.getStatusCode().value();
        if (status >= 500) {
            throw new ServiceDownException(service, status);
        }
        if (status >= 300) {
            throw new ServiceRefusedException(service, status, detail(body));
        }
        return body;
    }

    private static String detail(byte[] body) {
        try {
            var problem = JSON.readTree(body);
            return Optional.of(problem.path("detail").asString("")).filter(d -> !d.isBlank())
                    .orElse("no reason given");
        } catch (JacksonException _) {
            return "no reason given";
        }
    }

    private static <T> T answer(byte[] body, Class<T> type, Service service) {
        try {
            return JSON.readValue(body, type);
        } catch (JacksonException e) {
            throw new ServiceDownException(service, "its answer cannot be read", e);
        }
    }

    private static String reason(ResourceAccessException e) {
        var cause = Optional.ofNullable(e.getMostSpecificCause().getMessage());
        return cause.filter(m -> !m.isBlank()).orElseGet(() -> e.getMostSpecificCause().getClass().getSimpleName());
    }
}
