package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.Truth;
import com.scrydon.scim.eventlog.authenticity.Untrue;
import com.scrydon.scim.eventlog.relay.FactLog.LastMove;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for a relay's last marker among records that anybody may have written. */
final class MarkerSearch {

    private static final Logger LOG = LoggerFactory.getLogger(MarkerSearch.class);

    private final String relay;
    private final FactMac macs;
    private final LastMove move;
    private Optional<byte[]> found = Optional.empty();
    /** Which untrue one came last after the one that was found. */
    private @Nullable String untrue;

    MarkerSearch(String relay, FactMac macs, LastMove move) {
        this.relay = relay;
        this.macs = macs;
        this.move = move;
    }

    void look(ConsumerRecord<String, byte[]> record) {
        if (!relay.equals(record.key())) {
            return;
        }
        switch (macs.verify(record)) {
            case Truth.True _ -> found(record);
            case Truth.False(var reason) when !move.signed() && reason == Untrue.NO_MAC -> found(record);
            case Truth.False(var reason) -> untrue = "offset " + record.offset() + " (" + reason.word() + ")";
        }
    }

    private void found(ConsumerRecord<String, byte[]> record) {
        found = Optional.ofNullable(record.value());
        untrue = null;
    }

    boolean hasFound() {
        return found.isPresent();
    }

    /**
     * The last marker. Untrue ones after it are passed over where it is no older than the database: then it was the last.
     *
     * @throws KafkaException if the last that is true is older, or there is none: the ring may lack a key, and the write gate must
     *         not close for what anybody may have written
     */
    Optional<Marker> result(Function<byte[], Marker> decoder) {
        var last = found.map(decoder);
        if (untrue == null) {
            return last;
        }
        if (last.isEmpty() || last.get().batch() < move.batch()) {
            throw new KafkaException("relay.progress has a later marker of relay " + relay + " at " + untrue
                    + " whose MAC does not hold. Are the keys of scim.facts.keys-file complete?");
        }
        LOG.error(
                "relay.progress has a marker of relay {} at {} whose MAC does not hold: somebody else wrote it, it is ignored",
                relay, untrue);
        return last;
    }
}
