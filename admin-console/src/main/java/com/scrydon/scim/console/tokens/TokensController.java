package com.scrydon.scim.console.tokens;

import com.scrydon.scim.console.apis.ApiClient;
import com.scrydon.scim.console.apis.ApiProperties;
import com.scrydon.scim.console.apis.Service;
import com.scrydon.scim.console.apis.ServiceRefusedException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    private final ApiClient api;
    private final ApiProperties properties;
    private final Clock clock;

    TokensController(ApiClient api, ApiProperties properties, Clock clock) {
        this.api = api;
        this.properties = properties;
        this.clock = clock;
    }

    record TokenList(List<TokenView> tokens) {}

    record Row(TokenView token, TokenView.State state) {}

    record Minted(String id, String token) {}

    @GetMapping
    String page(Model model) {
        return page(model, "");
    }

    @PostMapping("/tokens")
    String generate(@RequestParam("label") String label,
            @RequestParam(name = "scopes", defaultValue = "") List<String> scopes, Model model,
            RedirectAttributes shownOnce) {
        try {
            var minted = api.post(Service.MANAGEMENT, "/tokens", Map.of("label", label.strip(), "scopes", scopes),
                    Minted.class);
            // Behind a redirect, so that loading the page again neither sends the form nor shows the value once more.
            shownOnce.addFlashAttribute("mintedToken", minted.token());
            shownOnce.addFlashAttribute("mintedLabel", label.strip());
            return "redirect:" + PATH;
        } catch (ServiceRefusedException e) {
            model.addAttribute("refusal", e.detail());
            return page(model, label);
        }
    }

    @PostMapping("/tokens/{id}/revoke")
    String revoke(@PathVariable("id") UUID id) {
        api.delete(Service.MANAGEMENT, "/tokens/" + id);
        return "redirect:" + PATH + "?revoked";
    }

    private String page(Model model, String label) {
        var tokens = api.get(Service.MANAGEMENT, "/tokens", Map.of(), TokenList.class).tokens();
        var rows = tokens.stream().map(t -> new Row(t, t.state(clock)))
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
