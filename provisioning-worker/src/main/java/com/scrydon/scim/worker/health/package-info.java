/** How the worker is doing, as metrics and health details: sampled now and then, never at each look. */
@NullMarked
package com.scrydon.scim.worker.health;

import org.jspecify.annotations.NullMarked;
