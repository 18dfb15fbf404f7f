-- Committees decide on papers that others have looked at first. Which sign-offs a kind
-- of page needs stands in site.yaml; front matter gives them.

local no_name = pattern([=[(?i)^(?:tb[acd]|to be .*|to follow|todo|(?:full |your )?name|n/?a|none|nobody|unknown|(?:x|\?|_|[-–—.…])+|\[.*\]|<.*>)\.?$]=])

local HOW = "%s: { name: …, role: …, date: YYYY-MM-DD }"
local OR = "%s: { not-applicable: the reason }"

local function advice(view)
  return "When it is given, write `" .. HOW:format(view) .. "`; where nobody has to look, `"
    .. OR:format(view) .. "`."
end

-- The part of a row that is meant if the author began it, else the row.
local function part(page, row, name)
  return page:field("sign-off", row.key, name) or page:field("sign-off", row.key)
end

local function check_open(page, report, row)
  local view = "the sign-off “" .. row.view .. "” "
  if not row.name and not row.date then
    report(page:field("sign-off", row.key), view .. "is blank", { advice = advice(row.view) })
  elseif not row.name then
    report(part(page, row, "name"), view .. "does not say who gave it",
      { advice = "Write the name of the person, or of the group, that has agreed." })
  else
    report(part(page, row, "date"), view .. "does not say when it was given",
      { advice = "Write the day on which " .. row.name .. " agreed, as YYYY-MM-DD." })
  end
end

local function check_signed(page, report, row, level)
  if row.date > page.today then
    report(part(page, row, "date"), "the sign-off “" .. row.view .. "” is dated " .. row.date
      .. ", a day that is still to come", {
      advice = "Write the day on which it was given. If it is still to be given, leave the date empty.",
      level = level,
    })
  end
  if level == "error" and no_name:test(row.name) then
    report(part(page, row, "name"), "“" .. row.name .. "” does not say who gave the sign-off “"
      .. row.view .. "”", { advice = "Write the name of the person, or of the group, that has agreed." })
  end
end

-- Those that front matter does not mention, as one finding.
local function check_missing(page, report, missing)
  if #missing == 0 then
    return
  end
  local what = #missing == 1 and "the sign-off “" .. missing[1] .. "” is missing"
    or #missing .. " sign-offs are missing: " .. table.concat(missing, ", ")
  local span = page:field("sign-off") or page:field("status") or page:field("kind") or page
  report(span, what, { advice = "A final " .. page.kind .. " needs all of them. Write under `sign-off`: `"
    .. HOW:format(missing[1]) .. "`, or `" .. OR:format(missing[1]) .. "`." })
end

return {
  id = "sign-off",
  title = "All sign-offs are there",
  level = "error",
  why = "A paper that goes out before the people who answer for money, safety, equality or the law \z
    have agreed to it has to be taken back. The checklist makes each of them say yes, or says \z
    why nobody has to.",
  baseline = "draft",
  advice = "Fill in the sign-off, or set `status: draft` until it is there.",
  except = { "template" },
  check = function(page, report)
    local missing = {}
    local final = page.status == "final"
    for _, row in ipairs(page.sign_offs) do
      if row.faulty then
        -- the reader of the front matter has said what is wrong
      elseif row.state == "signed" then
        check_signed(page, report, row, final and "error" or "warning")
      elseif final and not row.key then
        missing[#missing + 1] = row.view
      elseif final and row.state == "open" then
        check_open(page, report, row)
      end
    end
    check_missing(page, report, missing)
  end,
  examples = function()
    local eight = "---\ntitle: Seats\nkind: committee-paper\n%ssign-off:\n"
      .. "  clinical view: { name: Dr Ann Example, role: Medical director, date: 2020-10-01 }\n"
      .. "  patient view: { name: The People's Panel, date: 2020-09-30 }\n"
      .. "  finance: { not-applicable: this paper changes no spending }\n"
      .. "  quality: not applicable, because no service changes\n"
      .. "  equality: { name: Ben Sample, date: 2020-10-01 }\n"
      .. "  information governance: { name: Cai Example, date: 2020-10-01 }\n"
      .. "  legal: %s\n"
      .. "  report owner: { name: Dee Sample, date: 2020-10-02 }\n---\nText.\n"
    local function with(legal, status)
      return eight:format(status or "", legal)
    end
    return {
      { good = with("{ name: Eve Example, date: 2020-10-01 }") },
      { good = with("", "status: draft\n") },
      { good = with("{ name: Eve Example }", "status: consultation\n") },
      { good = "---\ntitle: A strategy\nkind: strategy\n---\nText.\n" },
      { good = "---\ntitle: Seats\nkind: committee-paper\nstatus: draft\n---\nText.\n" },
      { bad = with(""), finds = { "legal" } },
      { bad = with("{ role: Solicitor }"), finds = { "legal" } },
      { bad = with("{ date: 2020-10-01 }"), finds = { "legal" } },
      { bad = with("{ name: , date: 2020-10-01 }"), finds = { "name" } },
      { bad = with("{ name: Eve Example, date: }"), finds = { "date" } },
      { bad = with("{ name: TBC, date: 2020-10-01 }"), finds = { "TBC" } },
      { bad = with("{ name: Eve Example, date: 2999-10-01 }"), finds = { "2999-10-01" } },
      { bad = with("{ name: Eve Example, date: 2999-10-01 }", "status: draft\n"),
        finds = { "2999-10-01" } },
      { bad = "---\ntitle: Seats\nkind: committee-paper\n---\nText.\n", finds = { "committee-paper" } },
      { bad = "---\ntitle: Seats\nkind: committee-paper\nsign-off:\n  estates:\n---\nText.\n",
        finds = { "sign-off", "estates" } },
    }
  end,
}
