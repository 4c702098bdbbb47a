package com.scrydon.scim.console;

import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A person at the console, without script: cookies, redirects, forms with their hidden fields. */
final class Browser implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Caller caller;
    private String csrf = "";

    Browser(String base) {
        caller = new Caller(base, HttpClient.newBuilder().cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL));
    }

    HttpResponse<String> get(String path) {
        return get(path, Map.of());
    }

    HttpResponse<String> get(String path, Map<String, String> headers) {
        var all = new HashMap<>(Map.of("Accept", "text/html, */*;q=0.5"));
        all.putAll(headers);
        return remember(caller.get(path, all));
    }

    /** Submits a form of the page seen last. */
    HttpResponse<String> submit(String path, String fields) {
        return post(path, fields + "&_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, String body) {
        return remember(caller.send("POST", path, body,
                Map.of("Accept", "text/html", "Content-Type", "application/x-www-form-urlencoded")));
    }

    HttpResponse<String> login() {
        get("/login");
        return submit("/login", "username=admin&password=correct+horse");
    }

    private HttpResponse<String> remember(Answer answer) {
        var found = CSRF.matcher(answer.raw().body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return answer.raw();
    }

    @Override
    public void close() {
        caller.close();
    }
}
