/** Notices within 1.4 s that Postgres is silent, and lets nobody wait for it longer (R15, docs/decisions/031-pulse.md). */
@NullMarked
package com.scrydon.scim.ingress.door.pulse;

import org.jspecify.annotations.NullMarked;
