package com.scrydon.scim.testkit.hostile;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Hostile requests to the paths of a service: each header with each value once, each parameter with each value once, each path bent in each
 * way, and then whatever a seed makes of them together.
 */
public final class HostileRequests {

    private final List<String> paths;
    private final List<String> credentials;
    private final Random random;

    /**
     * @param paths of the service's endpoints, unknown ones and probes among them
     * @param credentials header lines without their ends, empty for none
     */
    public HostileRequests(List<String> paths, List<String> credentials, long seed) {
        this.paths = List.copyOf(paths);
        this.credentials = List.copyOf(credentials);
        this.random = new Random(seed);
    }

    /** Everything, {@code mixed} of it at random. */
    public Stream<HostileRequest> all(int mixed) {
        return Stream.of(headers(), parameters(), bentPaths(), Stream.generate(this::mixture).limit(mixed))
                .flatMap(part -> part);
    }

    private Stream<HostileRequest> headers() {
        return HostileWords.HEADERS.stream().flatMap(name -> HostileWords.VALUES.stream()
                .map(value -> request(one(HostileWords.METHODS), one(paths), name + ": " + value + "\r\n",
                        one(HostileWords.BODIES))));
    }

    private Stream<HostileRequest> parameters() {
        return HostileWords.NAMES.stream().flatMap(name -> HostileWords.PARAMETERS.stream()
                .map(value -> request("GET", one(paths) + "?" + name + "=" + value, "", "")));
    }

    private Stream<HostileRequest> bentPaths() {
        return paths.stream().flatMap(path -> HostileWords.BENT.stream()
                .map(bent -> request(one(HostileWords.METHODS), path + bent, "", "")));
    }

    private HostileRequest mixture() {
        var headers = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.append(one(HostileWords.HEADERS)).append(": ").append(one(HostileWords.VALUES)).append("\r\n");
        }
        var query = random.nextBoolean() ? "" : "?" + one(HostileWords.NAMES) + "=" + one(HostileWords.PARAMETERS);
        return request(one(HostileWords.METHODS),
                one(paths) + (random.nextInt(4) == 0 ? one(HostileWords.BENT) : "") + query,
                headers.toString(), one(HostileWords.BODIES));
    }

    private HostileRequest request(String method, String target, String headers, String body) {
        var lines = new StringBuilder();
        if (!has(headers, "Host")) {
            lines.append("Host: localhost\r\n");
        }
        var credential = one(credentials);
        if (!credential.isEmpty() && !has(headers, "Authorization")) {
            lines.append(credential).append("\r\n");
        }
        lines.append(headers);
        if (!body.isEmpty() && !has(headers, "Content-Length") && !has(headers, "Transfer-Encoding")) {
            lines.append("Content-Length: ").append(body.length()).append("\r\n");
            if (!has(headers, "Content-Type")) {
                lines.append("Content-Type: application/json\r\n");
            }
        }
        return new HostileRequest(method, target, lines.toString(), body);
    }

    private static boolean has(String headers, String name) {
        return headers.startsWith(name + ":") || headers.contains("\n" + name + ":");
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
