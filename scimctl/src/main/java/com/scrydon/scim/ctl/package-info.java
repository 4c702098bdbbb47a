/** The command line for operators: deploys, and later replays, verifies and restores. */
@NullMarked
package com.scrydon.scim.ctl;

import org.jspecify.annotations.NullMarked;
