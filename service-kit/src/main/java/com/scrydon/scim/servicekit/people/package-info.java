/** Who calls: a person of an organisation with roles, as a token says it. */
@NullMarked
package com.scrydon.scim.servicekit.people;

import org.jspecify.annotations.NullMarked;
