package com.scrydon.scim.ingress.changes;

import tools.jackson.databind.node.ObjectNode;

/**
 * A request to create a resource: what tells a repetition of it.
 *
 * @param <R> of the resource
 * @param endpoint path below the base
 * @param body as it was sent
 * @param stored where the resource is found that it made
 */
public record Post<R>(String endpoint, ObjectNode body, ById<R> stored) {}
