package com.scrydon.scim.console.login;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page and the way in. */
@Controller
class LoginController {

    @GetMapping(LoginPage.PATH)
    String login(@RequestParam(name = LoginPage.NEXT, defaultValue = "") String next, Model model) {
        model.addAttribute("next", next);
        return "login";
    }

    /** Forwarded to, whatever the method: a page beside the status that was set. */
    @RequestMapping(LoginPage.THROTTLED)
    String throttled(Model model) {
        model.addAttribute("next", "");
        model.addAttribute("throttled", true);
        return "login";
    }

    @GetMapping("/")
    String start() {
        return "redirect:/settings/platform/identity/provisioning";
    }
}
