package com.scrydon.scim.servicekit.limits;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of an address one customer has: all of IPv4, the first 64 bits of IPv6, of which each has 2^64 addresses. */
public final class Network {

    private static final int PREFIX_GROUPS = 4;
    private static final int GROUPS = 8;
    private static final Pattern COLON = Pattern.compile(":");

    private Network() {}

    /**
     * The network of an address.
     *
     * @param address as the servlet container writes it; IPv6 possibly shortened by {@code ::}
     */
    public static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        int gap = address.indexOf("::");
        var head = gap < 0 ? address : address.substring(0, gap);
        var groups = COLON.splitAsStream(head).filter(group -> !group.isEmpty()).toList();
        int tail = gap < 0
                ? 0
                : (int) COLON.splitAsStream(address.substring(gap + 2)).filter(g -> !g.isEmpty()).count();
        var zeros = Stream.generate(() -> "0").limit(Math.max(0, GROUPS - tail - groups.size()));
        var rest = gap < 0 ? Stream.<String>empty() : COLON.splitAsStream(address.substring(gap + 2));
        return Stream.of(groups.stream(), zeros, rest).flatMap(group -> group).limit(PREFIX_GROUPS)
                .collect(Collectors.joining(":", "", "::/64"));
    }
}
