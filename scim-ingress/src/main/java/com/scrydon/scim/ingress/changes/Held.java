package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.eventlog.outbox.LockedAggregate;

/**
 * A resource whose row the change has locked, as it was found under the lock.
 *
 * @param <R> of the resource
 * @param lock with which its facts are numbered
 */
public record Held<R>(LockedAggregate lock, R before) {}
