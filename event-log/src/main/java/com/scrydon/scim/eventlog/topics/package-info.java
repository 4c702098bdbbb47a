/** Topics made and their partition counts checked against the declaration. */
@NullMarked
package com.scrydon.scim.eventlog.topics;

import org.jspecify.annotations.NullMarked;
