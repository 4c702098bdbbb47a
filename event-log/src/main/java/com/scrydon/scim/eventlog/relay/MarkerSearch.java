package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.Truth;
import com.scrydon.scim.eventlog.authenticity.Untrue;
import com.scrydon.scim.eventlog.relay.FactLog.LastMove;
import com.scrydon.scim.schemas.Topic;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a relay's last marker among records that anybody may have written, copies of its own earlier ones included: a log
 * counts up, so the highest batch is the last.
 */
final class MarkerSearch {

    private static final Logger LOG = LoggerFactory.getLogger(MarkerSearch.class);

    private final String relay;
    private final FactMac macs;
    private final LastMove move;
    private final Function<byte[], Marker> decoder;
    private Optional<Marker> highest = Optional.empty();
    /** Which untrue one came last after the highest. */
    private @Nullable String untrue;
    /** Which copy of an earlier one came last after the highest. */
    private @Nullable String repeated;

    MarkerSearch(String relay, FactMac macs, LastMove move, Function<byte[], Marker> decoder) {
        this.relay = relay;
        this.macs = macs;
        this.move = move;
        this.decoder = decoder;
    }

    void look(ConsumerRecord<String, byte[]> record) {
        if (!relay.equals(record.key())) {
            return;
        }
        switch (macs.verify(record)) {
            case Truth.True _ when record.value() != null -> found(record);
            case Truth.False(var reason) when isOlderThanMacs(reason) && record.value() != null -> found(record);
            case Truth.True _ -> untrue = "offset " + record.offset() + " (empty)";
            case Truth.False(var reason) -> untrue = "offset " + record.offset() + " (" + reason.word() + ")";
        }
    }

    private boolean isOlderThanMacs(Untrue reason) {
        return !move.signed() && reason == Untrue.NO_MAC;
    }

    private void found(ConsumerRecord<String, byte[]> record) {
        var marker = decoder.apply(record.value());
        if (highest.isEmpty() || marker.batch() > highest.get().batch()) {
            highest = Optional.of(marker);
            untrue = null;
            repeated = null;
        } else {
            repeated = "offset " + record.offset() + " (batch " + marker.batch() + ")";
        }
    }

    /** Whether what lies before need not be read: what was found is no older than the database, and nobody else has written here. */
    boolean isEnough() {
        return isNoOlder() && untrue == null && repeated == null;
    }

    private boolean isNoOlder() {
        return highest.isPresent() && highest.get().batch() >= move.batch();
    }

    /**
     * The last marker. Untrue ones after it are passed over where it is no older than the database: then it was the last. An earlier
     * one that comes again never makes the log look older than it is.
     *
     * @throws KafkaException if the last that is true is older, or there is none: the ring may lack a key, and the write gate must
     *         not close for what anybody may have written
     */
    Optional<Marker> result() {
        if (untrue != null && !isNoOlder()) {
            throw new KafkaException(
                    Topic.RELAY_PROGRESS.topicName() + " has a later marker of relay " + relay + " at " + untrue
                            + " whose MAC does not hold. Are the keys of scim.facts.keys-file complete?");
        }
        if (untrue != null) {
            LOG.error(
                    "{} has a marker of relay {} at {} whose MAC does not hold: somebody else wrote it, it is ignored",
                    Topic.RELAY_PROGRESS.topicName(), relay, untrue);
        }
        if (repeated != null) {
            LOG.error(
                    "{} has a marker of relay {} at {} again, after batch {}: somebody copied it, it is ignored",
                    Topic.RELAY_PROGRESS.topicName(), relay, repeated, highest.orElseThrow().batch());
        }
        return highest;
    }
}
