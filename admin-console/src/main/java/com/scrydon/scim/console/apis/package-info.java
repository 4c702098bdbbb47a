/** Calls to the three APIs in the name of the person who is logged in. */
@NullMarked
package com.scrydon.scim.console.apis;

import org.jspecify.annotations.NullMarked;
