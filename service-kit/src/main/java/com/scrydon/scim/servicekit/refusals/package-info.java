/** What the APIs of a service with a store and an outbox have in common: refused calls told to the audit log, and 503 while the store is away. */
@NullMarked
package com.scrydon.scim.servicekit.refusals;

import org.jspecify.annotations.NullMarked;
