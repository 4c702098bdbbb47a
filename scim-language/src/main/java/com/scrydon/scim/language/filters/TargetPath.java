package com.scrydon.scim.language.filters;

import com.scrydon.scim.language.paths.AttributePath;
import java.util.Optional;

/**
 * The path of a PATCH operation (RFC 7644 §3.5.2): {@code emails[type eq "work"].value}.
 *
 * @param attribute without sub-attribute where there is a condition
 * @param condition on the elements
 * @param sub sub-attribute
 */
public record TargetPath(AttributePath attribute, Optional<Filter> condition, Optional<String> sub) {}
