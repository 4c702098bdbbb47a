/** The commands up and down: order of start and stop, refusals, stack.json. */
@NullMarked
package com.scrydon.scim.localstack.launcher;

import org.jspecify.annotations.NullMarked;
