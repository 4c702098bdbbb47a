/** What calls of the three APIs may cost: their rate, whose share they use, and how long their bodies may take. */
@NullMarked
package com.scrydon.scim.servicekit.callers;

import org.jspecify.annotations.NullMarked;
