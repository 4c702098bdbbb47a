/** Refuses what adds work, and never what takes access away, while the outbox is past its hard limits. */
@NullMarked
package com.scrydon.scim.ingress.pressure;

import org.jspecify.annotations.NullMarked;
