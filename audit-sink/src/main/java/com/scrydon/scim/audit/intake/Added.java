package com.scrydon.scim.audit.intake;

import com.scrydon.scim.eventlog.authenticity.Untrue;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a transaction came to.
 *
 * @param records added to the index
 * @param undecodable kept raw and chained
 * @param duplicates facts that were in the index already
 * @param untrue why records were kept apart, one for each
 * @param stories keys whose missing numbers became more or fewer
 */
record Added(int records, int undecodable, int duplicates, List<Untrue> untrue, List<Story> stories) {

    static final Added NOTHING = new Added(0, 0, 0, List.of(), List.of());

    Added {
        untrue = List.copyOf(untrue);
        stories = List.copyOf(stories);
    }

    /** A key whose story has other gaps than before: what is missing now, as Postgres writes ranges. */
    record Story(String key, String missing, boolean grew) {}

    Added plus(Added more) {
        return new Added(records + more.records, undecodable + more.undecodable, duplicates + more.duplicates,
                Stream.concat(untrue.stream(), more.untrue.stream()).toList(),
                Stream.concat(stories.stream(), more.stories.stream()).toList());
    }
}
