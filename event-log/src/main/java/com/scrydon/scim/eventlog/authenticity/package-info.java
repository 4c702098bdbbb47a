/** Whether a record of the log was written by a relay of ours: a MAC by keys that are in neither Postgres nor Kafka (R36d). */
@NullMarked
package com.scrydon.scim.eventlog.authenticity;

import org.jspecify.annotations.NullMarked;
