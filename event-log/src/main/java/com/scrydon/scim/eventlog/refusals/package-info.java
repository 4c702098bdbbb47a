/** Refused requests as facts for the audit log, bounded whatever strangers do (R31). */
@NullMarked
package com.scrydon.scim.eventlog.refusals;

import org.jspecify.annotations.NullMarked;
