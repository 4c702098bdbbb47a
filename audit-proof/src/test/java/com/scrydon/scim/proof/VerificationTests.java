package com.scrydon.scim.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerificationTests {

    private static final int LENGTH = 5;

    private final Random random = new Random(33);
    private final List<Link> links = new ArrayList<>();
    private byte[] head = Chain.emptyHead();

    VerificationTests() {
        for (int position = 1; position <= LENGTH; position++) {
            byte[] salt = bytes(Chain.SALT_BYTES);
            byte[] raw = bytes(40);
            byte[] leaf = Chain.leaf(salt, raw);
            links.add(new Link(position, raw, salt, leaf));
            head = Chain.append(head, leaf);
        }
    }

    @Test
    void chainOfKnownBytesHasTheKnownHead() {
        byte[] leaf = Chain.leaf(new byte[16], "scim.user.provisioned".getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(Chain.append(Chain.emptyHead(), leaf)))
                .isEqualTo("6fe4cfe96f4ef3547b7e3dea0cbabd5fd873951ff43da188edd9ac3bdaee8bfa");
    }

    @Test
    void r33_untouchedChainIsIntact() {
        assertThat(verify(links, head, LENGTH)).isEqualTo(new Verdict.Intact(LENGTH));
        assertThat(verify(List.of(), Chain.emptyHead(), 0)).isEqualTo(new Verdict.Intact(0));
    }

    @Test
    void r33_anyFlippedBitOfAnyStoredByteIsFoundAtItsPosition() {
        for (int i = 0; i < LENGTH; i++) {
            var link = links.get(i);
            for (byte[] stored : List.of(link.raw(), link.salt(), link.leaf())) {
                for (int b = 0; b < stored.length; b++) {
                    stored[b] ^= 0x10;
                    assertThat(verify(links, head, LENGTH)).isInstanceOfSatisfying(Verdict.Broken.class,
                            broken -> assertThat(broken.position()).isEqualTo(link.position()));
                    stored[b] ^= 0x10;
                }
            }
        }
    }

    @Test
    void r33_leafReplacedTogetherWithItsBytesIsFoundByTheHead() {
        byte[] raw = bytes(40);
        var forged = new ArrayList<>(links);
        forged.set(2, new Link(3, raw, links.get(2).salt(), Chain.leaf(links.get(2).salt(), raw)));

        assertThat(verify(forged, head, LENGTH)).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void r33_missingMovedAndCutOffRecordsAreFound() {
        var missing = new ArrayList<>(links);
        missing.remove(1);
        var swapped = new ArrayList<>(links);
        swapped.set(0, renumbered(links.get(1), 1));
        swapped.set(1, renumbered(links.get(0), 2));

        assertThat(verify(missing, head, LENGTH)).isInstanceOfSatisfying(Verdict.Broken.class,
                broken -> assertThat(broken.position()).isEqualTo(2));
        assertThat(verify(swapped, head, LENGTH)).isInstanceOf(Verdict.Broken.class);
        assertThat(verify(links.subList(0, 4), head, LENGTH)).isInstanceOf(Verdict.Broken.class);
    }

    private static Link renumbered(Link link, long position) {
        return new Link(position, link.raw(), link.salt(), link.leaf());
    }

    private static Verdict verify(List<Link> links, byte[] head, long length) {
        return Verification.of(links.iterator(), head, length);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
