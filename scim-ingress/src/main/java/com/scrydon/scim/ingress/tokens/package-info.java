/** Provisioning tokens: minted once, checked on every SCIM request, revoked at once. */
@NullMarked
package com.scrydon.scim.ingress.tokens;

import org.jspecify.annotations.NullMarked;
