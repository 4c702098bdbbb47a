/** What all endpoints of the operations API share: its facts, its pages, its refusals. */
@NullMarked
package com.scrydon.scim.worker.operations;

import org.jspecify.annotations.NullMarked;
