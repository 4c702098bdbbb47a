package com.scrydon.scim.eventlog.authenticity;

import com.scrydon.scim.schemas.FactHeaderName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Signs what we write and tells what we wrote from what others did (docs/decisions/026-facts-have-a-mac.md). The MAC is over
 * topic, key, number and content; no other header is, so nothing may be believed that stands in one. Thread-safe.
 */
public final class FactMac {

    private final Supplier<KeyRing> keys;

    public FactMac(Supplier<KeyRing> keys) {
        this.keys = keys;
    }

    /** Adds the headers; the number must be among the record's headers already. */
    public ProducerRecord<String, byte[]> sign(ProducerRecord<String, byte[]> record) {
        var ring = keys.get();
        var mac = ring.signing().mac(
                MacInput.of(record.topic(), record.key(), number(record.headers()), record.value()));
        set(record.headers(), FactHeaderName.MAC, mac);
        set(record.headers(), FactHeaderName.MAC_KEY, ring.signingId().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /** Judges a record by the ring as it is now. */
    public Truth verify(ConsumerRecord<String, byte[]> record) {
        return verify(keys.get(), record);
    }

    /** Judges a record by a ring. */
    public static Truth verify(KeyRing ring, ConsumerRecord<String, byte[]> record) {
        var mac = last(record.headers(), FactHeaderName.MAC);
        var id = text(record.headers(), FactHeaderName.MAC_KEY);
        if (mac.isEmpty() || id.isEmpty()) {
            return new Truth.False(Untrue.NO_MAC);
        }
        var key = ring.key(id.get());
        if (key.isEmpty()) {
            return new Truth.False(Untrue.UNKNOWN_KEY);
        }
        try {
            var number = number(record.headers());
            var right = key.get().mac(MacInput.of(record.topic(), record.key(), number, record.value()));
            return MessageDigest.isEqual(right, mac.get())
                    ? new Truth.True(number)
                    : new Truth.False(Untrue.WRONG_MAC);
        } catch (NumberFormatException _) {
            return new Truth.False(Untrue.WRONG_MAC);
        }
    }

    /**
     * The number that a record says it has; to be believed of a true one only.
     *
     * @throws NumberFormatException if it is none
     */
    public static Optional<Long> number(Headers headers) {
        return text(headers, FactHeaderName.SEQUENCE).map(FactMac::canonical);
    }

    /** How a number is written in the header: so that texts sort as numbers do, as CloudEvents' extension for sequences asks. */
    public static String sequence(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    /** One way to write each number, so that no two records with different headers have one MAC. */
    private static Long canonical(String text) {
        long number = Long.parseLong(text);
        if (!sequence(number).equals(text)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    private static void set(Headers headers, FactHeaderName name, byte[] value) {
        headers.remove(name.headerName()).add(name.headerName(), value);
    }

    /** Text of the last header of a name. */
    public static Optional<String> text(Headers headers, FactHeaderName name) {
        return last(headers, name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Bytes of the last header of a name. */
    public static Optional<byte[]> last(Headers headers, FactHeaderName name) {
        var header = headers.lastHeader(name.headerName());
        return header == null ? Optional.empty() : Optional.ofNullable(header.value());
    }
}
