package com.scrydon.scim.schemas;

/**
 * How many partitions topics have, fixed for ever at the first deployment.
 *
 * @param accountKeyed partitions of topics keyed by account, 1 to 1024
 * @param others partitions of the other public topics, 1 to 1024
 */
public record PartitionScale(int accountKeyed, int others) {

    public static final PartitionScale PRODUCTION = new PartitionScale(48, 12);
    public static final PartitionScale LOCAL = new PartitionScale(4, 2);

    public PartitionScale {
        if (accountKeyed < 1 || accountKeyed > 1024 || others < 1 || others > 1024) {
            throw new IllegalArgumentException(
                    "partition counts must be 1 to 1024, not " + accountKeyed + " and " + others);
        }
    }
}
