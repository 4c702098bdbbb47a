package com.scrydon.scim.localstack.supervision;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Short questions to a part: does it listen, is it healthy? */
public final class Probes {

    private static final int PATIENCE_MILLIS = 1000;

    private Probes() {}

    /** Whether something accepts connections on a port of this machine. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether a GET answers 200. */
    public static boolean answersOk(String url) {
        try {
            var connection = get(url);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }

    /** The body of the answer to a GET, whatever its status; empty if there is none. */
    public static String body(String url) {
        try {
            var connection = get(url);
            try (var body = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
                    ? connection.getInputStream()
                    : connection.getErrorStream()) {
                return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return "";
        }
    }

    private static HttpURLConnection get(String url) throws IOException {
        // Not java.net.http: its selector thread and buffers would stay in the launcher for good.
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        return connection;
    }
}
