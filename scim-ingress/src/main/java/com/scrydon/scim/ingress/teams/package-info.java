/** Teams: what members of the product see. */
@NullMarked
package com.scrydon.scim.ingress.teams;

import org.jspecify.annotations.NullMarked;
