/** admin-console. */
@NullMarked
package com.scrydon.scim.console;

import org.jspecify.annotations.NullMarked;
