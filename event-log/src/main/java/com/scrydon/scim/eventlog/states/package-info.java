/** What the parts of a service say of themselves, as metrics. */
@NullMarked
package com.scrydon.scim.eventlog.states;

import org.jspecify.annotations.NullMarked;
