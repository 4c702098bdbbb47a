package com.scrydon.scim.eventlog.authenticity;

import java.util.Optional;

/** What the MAC of a record says. */
public sealed interface Truth {

    /**
     * Topic, key, number and content are as a relay of ours signed them.
     *
     * @param number place in the story of the key; empty on an unordered topic
     */
    record True(Optional<Long> number) implements Truth {}

    /** Nobody of ours is known to have written it. */
    record False(Untrue reason) implements Truth {}
}
