/** Provisioning tokens, as people manage them: minted, listed, rotated, limited, revoked (R2). */
@NullMarked
package com.scrydon.scim.ingress.management.tokens;

import org.jspecify.annotations.NullMarked;
