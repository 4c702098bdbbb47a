package com.scrydon.scim.eventlog.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.schemas.FactHeaderName;
import com.scrydon.scim.testkit.TestKeys;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a MAC says and what it does not. */
@Tag("R36d")
class FactMacTests {

    private static final String TOPIC = "scim.users.v1";
    private static final String KEY = "0198c0de-0000-7000-8000-0000000000ac";
    private static final byte[] CONTENT = {0, 0, 0, 0, 1, 2, 3};
    private final FactMac macs = new FactMac(ring(TestKeys.RING)::self);

    /** Made by another program (docs/decisions/026-facts-have-a-mac.md has the formula). */
    @Test
    void r36d_theMacIsTheOneThatTheFormulaGives() {
        assertThat(HexFormat.of().formatHex(ring(TestKeys.RING).ring.signing()
                .mac(MacInput.of(TOPIC, KEY, Optional.of(7L), CONTENT))))
                .isEqualTo("1d6c709d50a878e8d5d0849b5cfbffa76be1998e36b14f1eb745a56ffb9fa193");
        assertThat(HexFormat.of().formatHex(ring(TestKeys.RING).ring.signing()
                .mac(MacInput.of("scim.access.v1", null, Optional.empty(), null))))
                .isEqualTo("0eff77420cde7a084392b68998e215fccab710a84a6ca44c4d15b98bfa393a33");
    }

    @Test
    void r36d_whatWasSignedIsTrueAndKeepsItsNumber() {
        assertThat(macs.verify(read(signed(TOPIC, KEY, 7L, CONTENT)))).isEqualTo(new Truth.True(Optional.of(7L)));
        assertThat(macs.verify(read(signed(TOPIC, KEY, null, CONTENT)))).isEqualTo(new Truth.True(Optional.empty()));
        assertThat(macs.verify(read(signed(TOPIC, null, null, null)))).isEqualTo(new Truth.True(Optional.empty()));
    }

    @Test
    void r36d_aMacHoldsForNoOtherTopicKeyNumberOrContent() {
        var mac = signed(TOPIC, KEY, 7L, CONTENT);
        var other = CONTENT.clone();
        other[6]++;
        for (var forged : List.of(record("scim.users.state.v1", KEY, FactMac.sequence(7), CONTENT),
                record(TOPIC, "other", FactMac.sequence(7), CONTENT),
                record(TOPIC, null, FactMac.sequence(7), CONTENT), record(TOPIC, KEY, FactMac.sequence(8), CONTENT),
                record(TOPIC, KEY, null, CONTENT),
                record(TOPIC, KEY, "+7", CONTENT), record(TOPIC, KEY, "7", CONTENT), record(TOPIC, KEY, "x", CONTENT),
                record(TOPIC, KEY, FactMac.sequence(7), other), record(TOPIC, KEY, FactMac.sequence(7), new byte[0]),
                record(TOPIC, KEY, FactMac.sequence(7), null))) {
            copy(mac, forged);
            assertThat(macs.verify(read(forged))).as(forged.toString()).isEqualTo(new Truth.False(Untrue.WRONG_MAC));
        }
    }

    @Test
    void r36d_withoutMacOrWithAnUnknownKeyNothingIsTrue() {
        assertThat(macs.verify(read(record(TOPIC, KEY, FactMac.sequence(7), CONTENT))))
                .isEqualTo(new Truth.False(Untrue.NO_MAC));
        var byAnother = new FactMac(ring(TestKeys.NEW)::self).sign(record(TOPIC, KEY, FactMac.sequence(7), CONTENT));
        assertThat(macs.verify(read(byAnother))).isEqualTo(new Truth.False(Untrue.UNKNOWN_KEY));
        byAnother.headers().remove(FactHeaderName.MAC_KEY.headerName()).add(FactHeaderName.MAC_KEY.headerName(),
                "test-old".getBytes(UTF_8));
        assertThat(macs.verify(read(byAnother))).isEqualTo(new Truth.False(Untrue.WRONG_MAC));
        byAnother.headers().remove(FactHeaderName.MAC.headerName()).add(FactHeaderName.MAC.headerName(), new byte[0]);
        assertThat(macs.verify(read(byAnother))).isEqualTo(new Truth.False(Untrue.WRONG_MAC));
    }

    /** Parts that flow into each other if nothing tells where one ends. */
    @Test
    void r36d_noTwoRecordsGiveTheSameInput() {
        long seed = Long.getLong("scim.mac.seed", 20_261_129L);
        System.out.println("seed " + seed);
        var random = new Random(seed);
        Map<String, List<@Nullable Object>> seen = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            var content = part(random);
            var number = random.nextInt(3) == 0 ? Optional.<Long>empty() : Optional.of(random.nextLong(-2, 3));
            var topic = Optional.ofNullable(part(random)).orElse("");
            var key = part(random);
            var input = HexFormat.of().formatHex(
                    MacInput.of(topic, key, number, content == null ? null : content.getBytes(UTF_8)));
            var tuple = Arrays.<@Nullable Object>asList(topic, key, number, content);
            assertThat(seen.computeIfAbsent(input, _ -> new ArrayList<>(tuple))).isEqualTo(tuple);
        }
        System.out.println(seen.size() + " different records");
    }

    /** Not a bound. Of the processor, since other work shares the machine; the last round is that of warm code. */
    @Test
    void theCostOfAFactIsPrinted() {
        var threads = ManagementFactory.getThreadMXBean();
        var content = new byte[1_000];
        int facts = 30_000;
        for (int round = 0; round < 5; round++) {
            long began = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < facts; i++) {
                var _ = macs.sign(record(TOPIC, KEY, FactMac.sequence(7), content));
            }
            long signed = threads.getCurrentThreadCpuTime();
            var record = read(signed(TOPIC, KEY, 7L, content));
            for (int i = 0; i < facts; i++) {
                if (!(macs.verify(record) instanceof Truth.True)) {
                    throw new AssertionError("it is true");
                }
            }
            System.out.printf("%.2f us to sign a fact of 1,000 bytes, %.2f us to verify it%n",
                    (signed - began) / 1e3 / facts, (threads.getCurrentThreadCpuTime() - signed) / 1e3 / facts);
        }
    }

    /** Short, of few letters, among them those of prefixes; often absent. */
    private static @Nullable String part(Random random) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        var text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(3));
        }
        return text.toString();
    }

    private ProducerRecord<String, byte[]> signed(String topic, @Nullable String key, @Nullable Long number,
            byte @Nullable [] content) {
        return macs.sign(record(topic, key, number == null ? null : FactMac.sequence(number), content));
    }

    @Test
    void r36_numbersOfFactsSortAsTextsToo() {
        var numbers = List.of(1L, 2L, 9L, 10L, 99L, 100L, 1L << 40, Long.MAX_VALUE);
        assertThat(numbers).extracting(FactMac::sequence).isSorted().allSatisfy(text -> assertThat(text).hasSize(19));
    }

    private static ProducerRecord<String, byte[]> record(String topic, @Nullable String key, @Nullable String number,
            byte @Nullable [] content) {
        var record = new ProducerRecord<>(topic, key, content);
        if (number != null) {
            record.headers().add(FactHeaderName.SEQUENCE.headerName(), number.getBytes(UTF_8));
        }
        return record;
    }

    private static void copy(ProducerRecord<String, byte[]> from, ProducerRecord<String, byte[]> to) {
        for (var name : List.of(FactHeaderName.MAC, FactHeaderName.MAC_KEY)) {
            to.headers().add(name.headerName(), FactMac.last(from.headers(), name).orElseThrow());
        }
    }

    private static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> written) {
        var record = new ConsumerRecord<>(written.topic(), 0, 1, written.key(), written.value());
        written.headers().forEach(record.headers()::add);
        return record;
    }

    private static Held ring(String text) {
        return new Held(KeyRing.parse(text));
    }

    private record Held(KeyRing ring) {
        KeyRing self() {
            return ring;
        }
    }
}
