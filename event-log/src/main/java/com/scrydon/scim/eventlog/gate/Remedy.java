package com.scrydon.scim.eventlog.gate;

/** What an operator does about a closed gate: it stands behind the reason wherever that is shown. */
public final class Remedy {

    private static final String OF_KAFKA = ". Kafka must be as it was, then the gate opens by itself; else delete what is left of"
            + " all our topics, then \"scimctl deploy\" and \"scimctl restore --republish\" (docs/operations.md, Loss of Kafka)";
    private static final String OF_POSTGRES = ". Restore Postgres to its very end, or connect the right one: the gate is open there."
            + " \"scimctl restore\" does not help (docs/operations.md, Loss in Postgres)";

    private Remedy() {}

    /** The reason and the remedy, where Kafka has less than Postgres. */
    public static String ofLostKafka(String reason) {
        return reason + OF_KAFKA;
    }

    /** The reason and the remedy, where Postgres has less than Kafka or than it had. */
    public static String ofOlderPostgres(String reason) {
        return reason + OF_POSTGRES;
    }
}
