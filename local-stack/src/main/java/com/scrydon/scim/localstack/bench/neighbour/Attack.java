package com.scrydon.scim.localstack.bench.neighbour;

import com.scrydon.scim.localstack.bench.neighbour.DearestRequests.Dear;
import com.scrydon.scim.localstack.bench.neighbour.DearestRequests.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Sends the dearest requests, as many at once as it has clients, some without credentials, and dribbles bodies beside them. */
public final class Attack implements AutoCloseable {

    private static final int CLIENTS = 32;
    private static final int STRANGERS = 8;
    private static final int DRIBBLERS = 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Organisation organisation;
    private final List<Dear> requests;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();

    /** By an organisation that has that crowd. */
    public Attack(Organisation organisation, Crowd crowd) {
        this.organisation = organisation;
        this.requests = List.copyOf(new DearestRequests(crowd).all().values());
    }

    /** Until it is closed. */
    public void begin() {
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> go(true));
        }
        for (int i = 0; i < STRANGERS; i++) {
            clients.execute(() -> go(false));
        }
        for (int i = 0; i < DRIBBLERS; i++) {
            int service = i % 3;
            clients.execute(() -> dribble(service));
        }
    }

    /** What was answered, by service and status. */
    public Map<String, Long> answers() {
        var counts = new TreeMap<String, Long>();
        answers.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    private void go(boolean known) {
        while (!ended.get()) {
            var dear = requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
            answers.computeIfAbsent(dear.service() + " " + send(dear, known), _ -> new LongAdder()).increment();
        }
    }

    private String send(Dear dear, boolean known) {
        var request = HttpRequest.newBuilder(URI.create(root(dear.service()) + dear.path())).timeout(TIMEOUT)
                .method(dear.method(), dear.body().isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers
                                .ofString(dear.body().replace(DearestRequests.NEW, UUID.randomUUID().toString())));
        if (known && dear.service() != Service.CONSOLE) {
            request.header("Authorization", "Bearer " + credential(dear.service()));
        }
        if (!dear.body().isEmpty()) {
            request.header("Content-Type", dear.service() == Service.CONSOLE
                    ? "application/x-www-form-urlencoded"
                    : dear.service() == Service.SCIM ? "application/scim+json" : "application/json");
        }
        try {
            return String.valueOf(http.send(request.build(), BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private String credential(Service service) {
        return service == Service.SCIM ? organisation.scimToken() : organisation.adminToken();
    }

    private String root(Service service) {
        var file = organisation.stack();
        var uri = URI.create(switch (service) {
            case SCIM, MANAGEMENT -> file.managementUrl();
            case OPERATIONS -> file.operationsUrl();
            case AUDIT -> file.auditUrl();
            case CONSOLE -> file.consoleUrl();
        });
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** A body that is said to be large and comes a byte at a time. */
    private void dribble(int service) {
        var to = List.of(Service.SCIM, Service.OPERATIONS, Service.AUDIT).get(service);
        var path = List.of("/api/auth/scim/v2/Users/.search", "/api/operations/v1/parked/release", "/audit/v1/records")
                .get(service);
        while (!ended.get()) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(root(to)).getPort())) {
                var out = socket.getOutputStream();
                out.write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + (service == 0 ? "Authorization: Bearer " + organisation.scimToken() + "\r\n" : "")
                        + "Content-Length: 60000\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
                while (!ended.get() && !socket.isClosed()) {
                    out.write(' ');
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            } catch (IOException _) {
                // Cut off: begin anew.
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Ends it at once, requests on their way included, and returns when every client is gone. */
    @Override
    public void close() {
        ended.set(true);
        clients.shutdownNow();
        http.shutdownNow();
        clients.close();
    }
}
