/** Spring beans of the event log, configured by scim.kafka, scim.registry and scim.topics. */
@NullMarked
package com.scrydon.scim.eventlog.wiring;

import org.jspecify.annotations.NullMarked;
