/** Which records of the log are true: read, signed by a relay of ours, and not indexed before (docs/decisions/026-facts-have-a-mac.md). */
@NullMarked
package com.scrydon.scim.audit.judging;

import org.jspecify.annotations.NullMarked;
