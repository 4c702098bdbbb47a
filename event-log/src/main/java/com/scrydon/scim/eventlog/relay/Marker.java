package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import java.util.Map;
import java.util.UUID;

/**
 * The last batch that the log holds, as the log itself says.
 *
 * @param batch consecutive number, from 1
 * @param positions the facts of the batch and where they lie
 * @param database which database cluster and timeline they came from
 */
public record Marker(long batch, Map<UUID, Position> positions, DatabaseIdentity database) {

    public Marker {
        positions = Map.copyOf(positions);
    }
}
