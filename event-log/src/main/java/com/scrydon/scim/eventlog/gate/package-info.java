/**
 * Nothing is written into a Postgres that came back older than what is known of it: each new connection is compared with what this
 * process saw last, and a process that begins waits for the comparison with the log (docs/decisions/025-known-good-before-writing.md).
 */
@NullMarked
package com.scrydon.scim.eventlog.gate;

import org.jspecify.annotations.NullMarked;
