/** What facts about groups say of single members, for the compacted topic that holds them (docs/decisions/038-contract-before-it-freezes.md). */
@NullMarked
package com.scrydon.scim.eventlog.members;

import org.jspecify.annotations.NullMarked;
