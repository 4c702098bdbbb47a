/** Native accounts of the management API, as invitations make them. */
@NullMarked
package com.scrydon.scim.ingress.management.accounts;

import org.jspecify.annotations.NullMarked;
