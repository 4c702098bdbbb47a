/** What the audit log says of each fact: who, what, about whom, and the words for it. */
@NullMarked
package com.scrydon.scim.audit.entries;

import org.jspecify.annotations.NullMarked;
