/** Settings, Platform, Identity, Provisioning (SCIM): endpoint and tokens. */
@NullMarked
package com.scrydon.scim.console.tokens;

import org.jspecify.annotations.NullMarked;
