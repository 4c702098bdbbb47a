/** Settings, Organization, Members: who is in the organisation and in which Teams, and why. */
@NullMarked
package com.scrydon.scim.console.members;

import org.jspecify.annotations.NullMarked;
