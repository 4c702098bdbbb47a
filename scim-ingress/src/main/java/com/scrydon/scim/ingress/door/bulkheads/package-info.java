/** What requests share, divided among organisations: how many connections, answers and bodies each may hold (docs/decisions/019-bulkheads.md). */
@NullMarked
package com.scrydon.scim.ingress.door.bulkheads;

import org.jspecify.annotations.NullMarked;
