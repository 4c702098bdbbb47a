/** Members of Groups: what a request wishes, what changes, set-based, at the cost of the change (R19, R20, R22). */
@NullMarked
package com.scrydon.scim.ingress.scim.members;

import org.jspecify.annotations.NullMarked;
