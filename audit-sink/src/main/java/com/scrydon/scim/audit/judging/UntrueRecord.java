package com.scrydon.scim.audit.judging;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.Untrue;
import com.scrydon.scim.schemas.FactHeaderName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of the log that nobody of ours is known to have written; its content is not even decoded. */
public record UntrueRecord(ConsumerRecord<String, byte[]> source, Untrue reason) implements Judged {

    /** Ours are 36 long, the sources of refusals somewhat longer; what a stranger writes into a key is cut. */
    private static final int MOST_CHARS = 1_000;
    private static final int MOST_MAC_BYTES = 64;

    @Nullable
    String key() {
        return source.key() == null ? null : cut(source.key());
    }

    byte @Nullable [] mac() {
        return FactMac.last(source.headers(), FactHeaderName.MAC).filter(mac -> mac.length <= MOST_MAC_BYTES)
                .orElse(null);
    }

    @Nullable
    String macKey() {
        return FactMac.text(source.headers(), FactHeaderName.MAC_KEY).map(UntrueRecord::cut).orElse(null);
    }

    /** Empty where it says nothing sensible. */
    Optional<Long> number() {
        try {
            return FactMac.number(source.headers());
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** What keeping it takes. */
    long bytes() {
        var key = key();
        long bytes = source.value() == null ? 0 : source.value().length;
        return key == null ? bytes : bytes + key.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String cut(String text) {
        var plain = StoredText.plain(text);
        return plain.length() <= MOST_CHARS ? plain : plain.substring(0, MOST_CHARS);
    }
}
