package com.scrydon.scim.eventlog.relay;

/** What a relay is doing, for health, metrics and status pages. */
public sealed interface RelayStatus {

    /** Another instance leads; this one stands by. */
    record StandingBy() implements RelayStatus {}

    /** This instance leads and publishes; {@code batch} is the last one moved. */
    record Leading(long batch) implements RelayStatus {}

    /** Postgres or Kafka does not answer; facts wait in the outbox. */
    record Waiting(String reason) implements RelayStatus {}

    /** Nothing is published and the write gate is closed until {@code scimctl restore} opens it. */
    record GateClosed(String reason) implements RelayStatus {}
}
