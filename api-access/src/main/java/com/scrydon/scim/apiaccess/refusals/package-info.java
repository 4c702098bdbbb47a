/** Refused calls of the operations and audit APIs, told to the audit log; for services that have an outbox. */
@NullMarked
package com.scrydon.scim.apiaccess.refusals;

import org.jspecify.annotations.NullMarked;
