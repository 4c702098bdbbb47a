/** Provisioning tokens: minted, listed, revoked, and checked on every SCIM request. */
@NullMarked
package com.scrydon.scim.ingress.tokens;

import org.jspecify.annotations.NullMarked;
