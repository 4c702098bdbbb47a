package com.scrydon.scim.localstack.layout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * The nine ports of a stack, counted from a base, all on 127.0.0.1.
 *
 * @param base port of scim-ingress
 */
public record Ports(int base) {

    public static final String HOST = "127.0.0.1";
    private static final int COUNT = 9;

    public Ports {
        if (base < 1024 || base > 65535 - COUNT) {
            throw new Refusal("--port-base " + base + " leaves no room for " + COUNT + " ports",
                    "Take a number from 1024 to " + (65535 - COUNT));
        }
    }

    public int ingress() {
        return base;
    }

    public int worker() {
        return base + 1;
    }

    public int sink() {
        return base + 2;
    }

    public int console() {
        return base + 3;
    }

    public int kafka() {
        return base + 4;
    }

    public int kafkaController() {
        return base + 5;
    }

    public int registry() {
        return base + 6;
    }

    public int registryManagement() {
        return base + 7;
    }

    public int postgres() {
        return base + 8;
    }

    /** Fails if something else listens on one of them. */
    public void requireFree() {
        for (Entry<String, Integer> port : named().entrySet()) {
            try (var socket = new ServerSocket()) {
                // As the servers themselves do: a connection of the last run in TIME_WAIT is no reason to refuse.
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getValue()));
            } catch (IOException _) {
                throw new Refusal("port " + port.getValue() + " (" + port.getKey() + ") is taken",
                        "Stop what listens there, or choose other ports: --port-base " + suggestion());
            }
        }
    }

    private int suggestion() {
        return base + 1000 <= 65535 - COUNT ? base + 1000 : 8080;
    }

    private Map<String, Integer> named() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("scim-ingress", ingress());
        ports.put("provisioning-worker", worker());
        ports.put("audit-sink", sink());
        ports.put("admin-console", console());
        ports.put("kafka", kafka());
        ports.put("kafka controller", kafkaController());
        ports.put("registry", registry());
        ports.put("registry management", registryManagement());
        ports.put("postgres", postgres());
        return ports;
    }
}
