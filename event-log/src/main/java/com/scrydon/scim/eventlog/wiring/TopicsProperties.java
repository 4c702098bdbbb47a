package com.scrydon.scim.eventlog.wiring;

import com.scrydon.scim.schemas.PartitionScale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Declared partition counts, keys {@code scim.topics.*}; a service refuses to start if topics differ.
 *
 * @param accountKeyed partitions of topics keyed by account, 1 to 1,024; fixed for ever at the first deployment
 * @param others partitions of the other public topics, 1 to 1,024; fixed for ever, too
 */
@ConfigurationProperties("scim.topics")
public record TopicsProperties(@DefaultValue("48") int accountKeyed, @DefaultValue("12") int others) {

    public TopicsProperties {
        var _ = new PartitionScale(accountKeyed, others);
    }

    public PartitionScale scale() {
        return new PartitionScale(accountKeyed, others);
    }
}
