/** The three APIs that people call: one chain of checks for all of them. */
@NullMarked
package com.scrydon.scim.servicekit;

import org.jspecify.annotations.NullMarked;
