package com.scrydon.scim.ingress.scim.patches;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One operation of a PATCH (RFC 7644 §3.5.2). Operations without a path are split into one for each attribute. */
public sealed interface PatchOperation {

    record Add(PatchTarget target, JsonNode value) implements PatchOperation {}

    record Replace(PatchTarget target, JsonNode value) implements PatchOperation {}

    /** A value limits what is removed, as Entra and JumpCloud send it. */
    record Remove(PatchTarget target, Optional<JsonNode> value) implements PatchOperation {}

    /** Okta repeats the id in the value of a rename: fine if it is the resource's own. */
    record SameId(String id) implements PatchOperation {}
}
