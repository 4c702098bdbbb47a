package com.scrydon.scim.console;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A person at the console, without script: cookies, redirects, forms with their hidden fields. */
final class Browser implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL).build();
    private String csrf = "";

    Browser(String base) {
        this.base = base;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html, */*;q=0.5");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return remember(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** Submits a form of the page seen last. */
    HttpResponse<String> submit(String path, String fields) throws Exception {
        return post(path, fields + "&_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return remember(client.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    HttpResponse<String> login() throws Exception {
        get("/login");
        return submit("/login", "username=admin&password=correct+horse");
    }

    private HttpResponse<String> remember(HttpResponse<String> answer) {
        var found = CSRF.matcher(answer.body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return answer;
    }

    @Override
    public void close() {
        client.close();
    }
}
