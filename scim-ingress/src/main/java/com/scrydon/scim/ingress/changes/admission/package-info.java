/** Whether a change may be, asked in one place with what it adds and takes away: rate limit and back-pressure, which nothing waits for that takes access away, and caps (R4, R5). */
@NullMarked
package com.scrydon.scim.ingress.changes.admission;

import org.jspecify.annotations.NullMarked;
