package com.scrydon.scim.console.tokens;

import com.scrydon.scim.clients.ApiRefusedException;
import com.scrydon.scim.clients.management.ManagementApi;
import com.scrydon.scim.clients.management.Token;
import com.scrydon.scim.clients.management.TokenBody;
import com.scrydon.scim.console.apis.ApiProperties;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Endpoint and tokens (R2, R34). A raw token is on the page that made it and nowhere else, ever. */
@Controller
@RequestMapping(TokensController.PATH)
class TokensController {

    static final String PATH = "/settings/platform/identity/provisioning";

    private final ManagementApi api;
    private final ApiProperties properties;
    private final Clock clock;

    TokensController(ManagementApi api, ApiProperties properties, Clock clock) {
        this.api = api;
        this.properties = properties;
        this.clock = clock;
    }

    record Row(Token token, TokenState state) {}

    @GetMapping
    String page(Model model) {
        return page(model, "");
    }

    @PostMapping("/tokens")
    String generate(@RequestParam("label") String label,
            @RequestParam(name = "scopes", defaultValue = "") List<String> scopes, Model model,
            RedirectAttributes shownOnce) {
        try {
            var minted = api.mint(new TokenBody(label.strip(), scopes));
            // Behind a redirect, so that loading the page again neither sends the form nor shows the value once more.
            shownOnce.addFlashAttribute("mintedToken", minted.token());
            shownOnce.addFlashAttribute("mintedLabel", label.strip());
            return "redirect:" + PATH;
        } catch (ApiRefusedException e) {
            model.addAttribute("refusal", e.detail());
            return page(model, label);
        }
    }

    @PostMapping("/tokens/{id}/revoke")
    String revoke(@PathVariable("id") UUID id) {
        api.revoke(id);
        return "redirect:" + PATH + "?revoked";
    }

    private String page(Model model, String label) {
        var rows = api.tokens().tokens().stream().map(t -> new Row(t, TokenState.of(t, clock)))
                .sorted(Comparator.comparing(Row::state).thenComparing(r -> r.token().createdAt(),
                        Comparator.reverseOrder()))
                .toList();
        model.addAttribute("scimUrl", properties.scimUrl().toString());
        model.addAttribute("rows", rows);
        model.addAttribute("scopes", Scope.values());
        model.addAttribute("label", label);
        return "tokens";
    }
}
