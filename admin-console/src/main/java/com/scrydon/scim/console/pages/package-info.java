/** What all pages share: navigation, readable times and reasons, and readable failures. */
@NullMarked
package com.scrydon.scim.console.pages;

import org.jspecify.annotations.NullMarked;
