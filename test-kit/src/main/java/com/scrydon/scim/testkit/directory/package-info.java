/** The model that everything is held to which says who is in which Team. */
@NullMarked
package com.scrydon.scim.testkit.directory;

import org.jspecify.annotations.NullMarked;
