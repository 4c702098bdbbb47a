/** Keeps deploy step and services from a database whose schemas were made by other migrations than this version's. */
@NullMarked
package com.scrydon.scim.eventlog.migrations;

import org.jspecify.annotations.NullMarked;
