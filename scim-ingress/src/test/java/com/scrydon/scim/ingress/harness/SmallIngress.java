package com.scrydon.scim.ingress.harness;

import com.scrydon.scim.ingress.ScimIngressApplication;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A second instance of the running ingress in a process of its own, with the heap of the local stack, which ends when it is out of memory. */
public final class SmallIngress implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("started on port (\\d+)");

    private final Process process;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    private SmallIngress(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static SmallIngress beside(RunningIngress ingress, String... settings) throws IOException {
        var log = Files.createTempFile("small-ingress", ".log");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx144m", "-Xss512k", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError", "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=com.scrydon.scim", "-cp",
                System.getProperty("java.class.path"), ScimIngressApplication.class.getName()));
        command.addAll(ingress.arguments());
        command.addAll(List.of(settings));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var small = new SmallIngress(process, log);
        Eventually.within(Duration.ofMinutes(2), small::findPort);
        return small;
    }

    private void findPort() throws IOException {
        Matcher found = PORT.matcher(Files.readString(log));
        if (!found.find()) {
            throw new AssertionError("not started: " + Files.readString(log));
        }
        port = Integer.parseInt(found.group(1));
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** A GET of SCIM whose answer is read as it comes. */
    public HttpResponse<InputStream> get(String token, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/auth/scim/v2" + path))
                .header("Authorization", "Bearer " + token).build(), BodyHandlers.ofInputStream());
    }

    /** Any request of SCIM with a body; the status of its answer. */
    public int send(String token, String method, String path, String body) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/auth/scim/v2" + path))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/scim+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        http.close();
    }
}
