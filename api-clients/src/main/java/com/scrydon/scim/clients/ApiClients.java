package com.scrydon.scim.clients;

import com.scrydon.scim.clients.audit.AuditApi;
import com.scrydon.scim.clients.management.ManagementApi;
import com.scrydon.scim.clients.operations.OperationsApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes clients of the three APIs. Every call of theirs throws {@link ApiDownException} if the service does not answer or answers 5xx or what
 * cannot be read, and {@link ApiRefusedException} if it refuses.
 */
public final class ApiClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final ClientHttpRequestFactory requests;

    /**
     * Clients that share their connections.
     *
     * @param patience how long an answer may take
     */
    public ApiClients(Duration patience) {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
        factory.setReadTimeout(patience);
        this.requests = factory;
    }

    /**
     * Client of the management API.
     *
     * @param url of the service, or of the API
     * @param token for a call that brings none of its own; asked anew each time
     */
    public ManagementApi management(URI url, Supplier<String> token) {
        return of(ManagementApi.class, Api.MANAGEMENT, url, token);
    }

    /** Client of the operations API; parameters as above. */
    public OperationsApi operations(URI url, Supplier<String> token) {
        return of(OperationsApi.class, Api.OPERATIONS, url, token);
    }

    /** Client of the audit API; parameters as above. */
    public AuditApi audit(URI url, Supplier<String> token) {
        return of(AuditApi.class, Api.AUDIT, url, token);
    }

    private <T> T of(Class<T> type, Api api, URI url, Supplier<String> token) {
        var client = RestClient.builder().requestFactory(requests).baseUrl(api.at(url))
                .requestInterceptor((request, body, execution) -> {
                    if (!request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
                        request.getHeaders().setBearerAuth(token.get());
                    }
                    return execution.execute(request, body);
                })
                .defaultStatusHandler(status -> status.value() >= Refusals.FIRST,
                        (_, answer) -> Refusals.refuse(api, answer))
                .build();
        return HttpServiceProxyFactory.builderFor(new FailingReadably(api, RestClientAdapter.create(client))).build()
                .createClient(type);
    }
}
