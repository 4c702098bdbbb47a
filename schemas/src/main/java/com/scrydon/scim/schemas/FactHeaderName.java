package com.scrydon.scim.schemas;

/**
 * Every header of a record on a topic of ours. Those of CloudEvents (Kafka binding, binary mode) are copies for readers that do not
 * decode; nothing of ours believes a header but the number, and that only where the MAC holds
 * (docs/decisions/026-facts-have-a-mac.md).
 */
public enum FactHeaderName {
    /** Version of CloudEvents. */
    SPEC_VERSION("ce_specversion"),
    /** Identity of the fact: a UUID version 7. */
    ID("ce_id"),
    /** Name of its {@link FactType}. */
    TYPE("ce_type"),
    /** Who writes facts: the same for all. */
    SOURCE("ce_source"),
    /** Key of the record. */
    SUBJECT("ce_subject"),
    /** When the change was decided: ISO 8601, UTC, to the millisecond as in the fact itself. */
    TIME("ce_time"),
    /** The organisation whose directory the fact is about. */
    ORGANISATION("ce_organisationid"),
    /** Place in the story of the key, without gaps: 19 decimal digits, so that texts sort as numbers do; absent where facts have no number. */
    SEQUENCE("ce_sequence"),
    /** Media type of the value. */
    CONTENT_TYPE("content-type"),
    /** The MAC of topic, key, number and value: 32 bytes. */
    MAC("scim-mac"),
    /** Id of the key that the MAC was made with. */
    MAC_KEY("scim-mac-key");

    private final String headerName;

    FactHeaderName(String headerName) {
        this.headerName = headerName;
    }

    /** As Kafka has it. */
    public String headerName() {
        return headerName;
    }
}
