/** Named points where crash tests stop a process; inert unless a directory is configured. */
@NullMarked
package com.scrydon.scim.eventlog.failpoints;

import org.jspecify.annotations.NullMarked;
