/** The schema registry, spoken to by the deploy step, and the schema ids it pinned in Postgres (docs/decisions/029-pinned-schemas.md). */
@NullMarked
package com.scrydon.scim.eventlog.registry;

import org.jspecify.annotations.NullMarked;
