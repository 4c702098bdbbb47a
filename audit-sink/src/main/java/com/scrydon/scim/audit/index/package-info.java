/** What a fact says, as an audit record: who did what to whom, and what changed. Pure. */
@NullMarked
package com.scrydon.scim.audit.index;

import org.jspecify.annotations.NullMarked;
