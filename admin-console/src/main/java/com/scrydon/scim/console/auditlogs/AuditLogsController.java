package com.scrydon.scim.console.auditlogs;

import com.scrydon.scim.clients.ApiRefusedException;
import com.scrydon.scim.clients.audit.AuditApi;
import com.scrydon.scim.clients.audit.AuditRecords;
import com.scrydon.scim.console.pages.Given;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log, newest first; page 1 refreshes itself (R34). */
@Controller
class AuditLogsController {

    private static final String PATH = "/settings/platform/audit-logs";
    private static final String PRESET = "type sw \"scim.\"";
    private static final int PAGE_SIZE = 50;

    private final AuditApi api;

    AuditLogsController(AuditApi api) {
        this.api = api;
    }

    @GetMapping(PATH)
    String records(@RequestParam(name = "filter", defaultValue = PRESET) String filter,
            @RequestParam(name = "cursor", defaultValue = "") String cursor,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Model model) {
        var list = search(filter, cursor, model);
        model.addAttribute("records", list.records().stream().map(RecordView::new).toList());
        model.addAttribute("nextCursor", list.nextCursor());
        model.addAttribute("filter", filter);
        model.addAttribute("cursor", cursor);
        return htmx == null ? "audit-logs" : "audit-logs :: list";
    }

    /** A filter that cannot be read is the reader's to mend, on the same page. */
    private AuditRecords search(String filter, String cursor, Model model) {
        try {
            return api.records(Given.of(filter), PAGE_SIZE, Given.of(cursor));
        } catch (ApiRefusedException e) {
            if (e.status() != 400) {
                throw e;
            }
            model.addAttribute("refusal", e.detail());
            return new AuditRecords(List.of(), null);
        }
    }
}
