package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import java.util.UUID;

/** What came of a change, without the resource. */
public sealed interface ChangeResult {

    /** A new resource, or an account that a POST linked or revived: 201. */
    record Created(UUID id, long version) implements ChangeResult {}

    /** 200, also where nothing had to change. */
    record Updated(UUID id, long version) implements ChangeResult {}

    /** 204. */
    record Deleted() implements ChangeResult {}

    record Refused(ScimProblem problem) implements ChangeResult {}
}
