/** Settings, Platform, Audit Logs: what happened, live. */
@NullMarked
package com.scrydon.scim.console.auditlogs;

import org.jspecify.annotations.NullMarked;
