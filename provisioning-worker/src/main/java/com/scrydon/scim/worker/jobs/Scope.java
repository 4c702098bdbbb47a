package com.scrydon.scim.worker.jobs;

import java.util.UUID;

/** Which accounts of an organisation a job looks at. */
sealed interface Scope {

    /** One. */
    record Account(UUID id) implements Scope {}

    /** All that are in the Team in effect, or have a reason to be: by its Group and the Groups below it, by hand, kept. */
    record Team(UUID id) implements Scope {}

    /** All, and those that only what is in effect knows. */
    record Organisation() implements Scope {}
}
