package com.scrydon.scim.localstack.supervision;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

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
            // Not java.net.http: its selector thread and buffers would stay in the launcher for good.
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
