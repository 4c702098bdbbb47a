/** Settings, Organization, Teams: who is in a Team in effect, and why. */
@NullMarked
package com.scrydon.scim.console.teams;

import org.jspecify.annotations.NullMarked;
