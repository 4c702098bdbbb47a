/** SCIM Users: accounts as an identity provider sees and changes them. */
@NullMarked
package com.scrydon.scim.ingress.scim.users;

import org.jspecify.annotations.NullMarked;
