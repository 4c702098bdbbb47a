/** SCIM Users: accounts of persons as identity providers see them. */
@NullMarked
package com.scrydon.scim.ingress.users;

import org.jspecify.annotations.NullMarked;
