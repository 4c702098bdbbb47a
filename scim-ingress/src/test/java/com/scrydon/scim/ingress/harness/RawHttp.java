package com.scrydon.scim.ingress.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One HTTP/1.1 connection on which anything can be sent, for what no HTTP client would send. Not for several threads. */
public final class RawHttp implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream input;

    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        input = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends one request on a connection of its own and says that nothing will follow. */
    public static WireRules.Seen once(int port, String method, byte[] request) throws IOException {
        try (var http = new RawHttp(port)) {
            http.send(request);
            http.socket.shutdownOutput();
            return http.answer(method);
        }
    }

    public static WireRules.Seen once(int port, String request) throws IOException {
        return once(port, request.substring(0, request.indexOf(' ')), request.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
    }

    /** Whether some of an answer has come. */
    public boolean isAnswered() throws IOException {
        return input.available() > 0;
    }

    /** The next answer; {@link EOFException} if the connection ends without one. */
    public WireRules.Seen answer(String method) throws IOException {
        int status;
        Map<String, String> headers;
        do {
            var line = line();
            status = Integer.parseInt(line.split(" ", 3)[1]);
            headers = headers();
        } while (status < 200);
        boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
        var body = bodiless ? new byte[0] : body(headers);
        return new WireRules.Seen(method, status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        var length = headers.get("content-length");
        return length == null ? input.readAllBytes() : exactly(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) {
                throw new EOFException("no answer");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
