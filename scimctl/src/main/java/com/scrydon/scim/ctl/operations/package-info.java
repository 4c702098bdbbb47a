/** Commands over the worker's operations API: parked accounts, undecodable records and why. */
@NullMarked
package com.scrydon.scim.ctl.operations;

import org.jspecify.annotations.NullMarked;
