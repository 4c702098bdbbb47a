/** Whether there is room for what a change adds: caps of the organisation, and back-pressure of the outbox; never asked of what takes access away (R4, R5). */
@NullMarked
package com.scrydon.scim.ingress.changes.admission;

import org.jspecify.annotations.NullMarked;
