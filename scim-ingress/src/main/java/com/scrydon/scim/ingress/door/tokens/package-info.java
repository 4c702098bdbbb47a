/** Provisioning tokens, as requests bring them: recognised by their raw value, checked on every SCIM request (R1, R2). */
@NullMarked
package com.scrydon.scim.ingress.door.tokens;

import org.jspecify.annotations.NullMarked;
