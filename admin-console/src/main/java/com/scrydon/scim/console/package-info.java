/** admin-console: web pages for people over the management, operations and audit APIs; it has no database. */
@NullMarked
package com.scrydon.scim.console;

import org.jspecify.annotations.NullMarked;
