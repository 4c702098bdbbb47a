package com.scrydon.scim.ingress.scim.preconditions;

import org.jspecify.annotations.Nullable;

/**
 * Under which versions of a resource a change may happen (RFC 7644 §3.14, RFC 9110 §13.1).
 *
 * @param ifMatch entity tags of which one must be the version; null allows every version
 * @param ifNoneMatch entity tags of which none may be the version, {@code *} being every one; null forbids none
 */
public record Preconditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    /** As a Bulk operation gives it: the version that the client has, or null. */
    public static Preconditions ofVersion(@Nullable String version) {
        return new Preconditions(version, null);
    }

    /** Whether a resource of this version may be changed; otherwise the answer is 412. */
    public boolean allow(long version) {
        return ETags.allows(ifMatch, version) && !ETags.known(ifNoneMatch, version);
    }
}
