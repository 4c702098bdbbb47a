package com.scrydon.scim.clients;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;

/** Calls whose failures say which service it was, and why. */
final class FailingReadably extends HttpExchangeAdapterDecorator {

    private final Api api;

    FailingReadably(Api api, HttpExchangeAdapter calls) {
        super(calls);
        this.api = api;
    }

    @Override
    public void exchange(HttpRequestValues request) {
        readably(() -> {
            super.exchange(request);
            return true;
        });
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues request) {
        return readably(() -> super.exchangeForHeaders(request));
    }

    @Override
    public <T> @Nullable T exchangeForBody(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return readably(() -> super.exchangeForBody(request, type));
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues request) {
        return readably(() -> super.exchangeForBodilessEntity(request));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return readably(() -> super.exchangeForEntity(request, type));
    }

    private <T extends @Nullable Object> T readably(Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceAccessException e) {
            throw new ApiDownException(api, "does not answer: " + reason(e.getMostSpecificCause()), e);
        } catch (RestClientException e) {
            throw new ApiDownException(api, "gives an answer that cannot be read", e);
        }
    }

    private static String reason(Throwable cause) {
        var message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
