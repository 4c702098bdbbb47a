/** The audit API: what happened. */
@NullMarked
package com.scrydon.scim.clients.audit;

import org.jspecify.annotations.NullMarked;
