/** How far consumers are behind, and what holds them up: an open transaction of somebody else, a stranger in their group (R30b). */
@NullMarked
package com.scrydon.scim.eventlog.lag;

import org.jspecify.annotations.NullMarked;
