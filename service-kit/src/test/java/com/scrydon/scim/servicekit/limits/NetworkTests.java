package com.scrydon.scim.servicekit.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom failures of authentication are counted for (R4). */
class NetworkTests {

    @Test
    void r4_eachIpv4AddressCountsForItself() {
        assertThat(Network.of("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @Test
    void r4_addressesOfOneIpv6NetworkCountTogether() {
        assertThat(Network.of("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2::/64");
        assertThat(Network.of("2001:db8:1:2::6")).isEqualTo("2001:db8:1:2::/64");
        assertThat(Network.of("2001:db8::6")).isEqualTo("2001:db8:0:0::/64");
        assertThat(Network.of("2001:db8:0:0:0:0:0:6")).isEqualTo("2001:db8:0:0::/64");
        assertThat(Network.of("::1")).isEqualTo("0:0:0:0::/64");
        assertThat(Network.of("0:0:0:0:0:0:0:1")).isEqualTo("0:0:0:0::/64");
    }
}
