package com.scrydon.scim.ingress.harness;

import com.scrydon.scim.ingress.scim.attributes.ResourceShape;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** UnboundID's evaluation of filters, which needs to be told which attributes are exact in case. */
public final class FilterOracle extends FilterEvaluator {

    private final ResourceShape shape;

    public FilterOracle(ResourceShape shape) {
        this.shape = shape;
    }

    /** The resource in the form that the evaluation wants: names in any case. */
    public static JsonNode resource(JsonNode json) {
        return JsonUtils.getObjectReader().readTree(json.toString());
    }

    public boolean holds(String filter, JsonNode resource) {
        try {
            return Filter.fromString(filter).visit(this, resource);
        } catch (ScimException e) {
            throw new UncheckedIOException(filter, new IOException(e));
        }
    }

    @Override
    protected @Nullable AttributeDefinition getAttributeDefinition(Path path) {
        boolean exact = ResourceShapes.path(path.toString()).flatMap(parsed -> shape.find(parsed)
                .map(found -> parsed.sub().flatMap(found.attribute()::subAttribute).orElse(found.attribute())))
                .filter(attribute -> attribute.caseExact()).isPresent();
        return exact ? new AttributeDefinition.Builder().setName("exact").setCaseExact(true).build() : null;
    }
}
