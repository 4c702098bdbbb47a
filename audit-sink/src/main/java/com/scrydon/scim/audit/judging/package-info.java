/** Which records of the log are true: read, signed by a relay of ours, and not indexed before (decision 026). */
@NullMarked
package com.scrydon.scim.audit.judging;

import org.jspecify.annotations.NullMarked;
