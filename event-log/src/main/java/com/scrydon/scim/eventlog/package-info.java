/** event-log. */
@NullMarked
package com.scrydon.scim.eventlog;

import org.jspecify.annotations.NullMarked;
