/** What an operator does after Kafka was lost: facts published again, every account recomputed, write gates opened. */
@NullMarked
package com.scrydon.scim.ctl.restore;

import org.jspecify.annotations.NullMarked;
