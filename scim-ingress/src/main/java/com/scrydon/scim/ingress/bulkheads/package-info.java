/** What requests share, divided among organisations: how many connections, answers and bodies each may hold (decision 19). */
@NullMarked
package com.scrydon.scim.ingress.bulkheads;

import org.jspecify.annotations.NullMarked;
