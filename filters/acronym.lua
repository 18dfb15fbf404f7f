-- Short forms that nobody explains. What explains one: its long form beside it on this
-- page; *[ABC]: …; a glossary, which serves the whole publication. Readers of a website
-- land on any page, so what another page says explains nothing unless `scope` says so.

local listed = phrases "acronyms.yaml"

-- Roman numbers, postcodes, numbers of documents and sections
local no_acronym = pattern(
  "^(?:(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})|.*\\d.+|\\p{Lu}{2}\\d|\\d.*|\\p{Lu}{7,})$")
local possessive = pattern("['’]s?$")
local consonant_y = pattern("[^aeiou]y$")

local title = pattern("(?i)^(?:dr|mrs?|ms|miss|mx|prof|professor|cllr|councillor|sir|lord|lady|rev)$")

local IN_TEXT = { bracket = true, reversed = true, aside = true }

local function plural(long)
  if long:sub(-1) == "s" then
    return long
  end
  return consonant_y:test(long) and long:sub(1, -2) .. "ies" or long .. "s"
end

-- "primary care networks (PCNs)" for a use "PCNs"; nil where grammar forbids it.
local function written_out(use, name, long)
  if possessive:test(use.text) then
    return nil
  end
  local form = use.text ~= name and plural(long) or long
  if not use.previous then
    form = form:sub(1, 1):upper() .. form:sub(2)
  end
  return form .. " (" .. use.text .. ")"
end

-- The initials of somebody: "Dr JR Smith".
local function is_person(use, name)
  return #name <= 3 and use.previous ~= nil and title:test(use.previous.lower)
end

-- What this page explains, by name: its expansions in the order of the text.
local function explanations(page)
  local found = {}
  for e in page:expansions() do
    local list = found[e.name]
    if not list then
      list = {}
      found[e.name] = list
    end
    list[#list + 1] = e
  end
  return found
end

local function in_prose(e)
  local block = e.short.block
  return IN_TEXT[e.style] and block and block.kind == "paragraph"
end

-- Where in the text it is explained first; nil if a glossary does it.
local function place_of(list)
  local first
  for _, e in ipairs(list) do
    if not IN_TEXT[e.style] then
      return nil
    end
    local place = e.long and e.long < e.short and e.long or e.short
    if not first or place < first then
      first = place
    end
  end
  return first
end

local function check_order(report, use, name, list)
  local place = place_of(list)
  if place and use < place then
    report(use, "\"" .. name .. "\" is used before it is explained", {
      level = "warning",
      fix = written_out(use, name, list[1].text),
      advice = "Explain it where it stands first, and use the short form from there on.",
    })
  end
end

local function check_repeats(report, name, list)
  local first
  for _, e in ipairs(list) do
    if e.text ~= "" and list[1].text ~= "" and not names_alike(list[1].text, e.text) then
      report(e.long or e.short, "\"" .. name .. "\" stands for \"" .. list[1].text
        .. "\" and for \"" .. e.text .. "\"", {
          level = "warning",
          advice = "Use one long form, or give one of the two another short form.",
        })
      return
    end
    if in_prose(e) then
      if first and e.whole then
        report(e.whole, "\"" .. name .. "\" is explained again", {
          level = "warning",
          fix = e.short.text,
          advice = "Explain a short form once, where it stands first.",
        })
      end
      first = first or e
    end
  end
end

-- What another page of the publication says of the name: its long form, and whether that
-- explains it here, too.
local function elsewhere(page, name, scope)
  local long, looked = nil, 0
  for fact in page:facts("expansion", name) do
    looked = looked + 1
    if not fact.own then
      long = long or (fact.value.text ~= "" and fact.value.text) or nil
      if fact.value.glossary or scope == "publication" then
        return long, true
      end
    end
    if looked == 20 then
      break
    end
  end
  return long, false
end

local function check_unexplained(page, report, options, use, name, count, row)
  local long, explained = elsewhere(page, name, options.scope)
  if explained then
    return
  end
  local offered = long or (row and row.long)
  local advice = "Write it out where it stands first, with the short form in brackets."
  if count == 1 then
    advice = "Write it out; a short form that stands only once saves nothing."
  end
  report(use, long and "\"" .. name .. "\" is explained on another page, but not on this one"
    or "\"" .. name .. "\" is never explained", {
      level = long and "warning" or "error",
      fix = offered and written_out(use, name, offered),
      advice = advice .. " If all your readers know it, add it to the option `known`.",
    })
end

return {
  id = "acronym",
  title = "Short forms are explained",
  level = "error",
  languages = { "en" },
  except = { "template", "easy-read" },
  why = "Readers who do not know a short form cannot guess it, and many are ashamed to ask. GOV.UK "
    .. "explains all but the best known ones at their first use on each page.",
  advice = "Write it out where it stands first: \"primary care network (PCN)\".",
  options = { known = {}, scope = "page" },

  collect = function(page, fact)
    local told = {}
    for e in page:expansions() do
      local glossary = not IN_TEXT[e.style]
      if told[e.name] == nil or (glossary and not told[e.name]) then
        fact("expansion", e.name, { text = e.text, glossary = glossary }, e.short)
        told[e.name] = glossary
      end
    end
  end,

  check = function(page, report, options)
    local known, found = {}, nil
    for _, name in ipairs(options.known) do
      known[name] = true
    end
    for use, name, count in page:acronyms() do
      local row = listed:row(name)
      if not known[name] and not (row and not row.long) and not no_acronym:test(name)
        and not is_person(use, name) then
        found = found or explanations(page)
        local list = found[name]
        if list then
          check_order(report, use, name, list)
          check_repeats(report, name, list)
        else
          check_unexplained(page, report, options, use, name, count, row)
        end
      end
    end
  end,

  examples = function()
    return {
      { good = "The primary care network (PCN) meets weekly. Each PCN has a lead." },
      { good = "The [integrated care board](https://www.england.nhs.uk) (ICB) met. The ICB agreed." },
      { good = "PCNs (primary care networks) grow. Ask your PCN's lead." },
      { good = "The ICB met.\n\n*[ICB]: Integrated care board" },
      { good = "The ICB met.\n\nICB\n: The body that plans health services." },
      { good = "The ICB met.\n\n| ICB | Integrated care board |\n|---|---|\n| a | b |" },
      { good = "## About PCNs\n\nPrimary care networks (PCNs) are groups of practices. PCNs meet." },
      { good = "Ring your GP or the NHS. The BBC and HMRC know. Part II and section 14Z2 of the Act." },
      { good = "Write to us at WT3 8QA, quote POL031, or text \"PANEL\" to us. Do NOT wait." },
      { good = "See [link to DES] and `ABCD`.\n\n## TITLE OF REPORT\n\n| LEAD |\n|---|\n| Ann |" },
      { good = "(PUBLIC) Tuesday 1 October. Dr JR Smith came." },
      { good = "The WREN met.", options = { known = { "WREN" } } },
      { good = "---\nkind: template\n---\n\nThe QZX met." },
      {
        bad = "The QZX met. The QZX agreed.",
        finds = { "QZX" }, level = "error",
      },
      { bad = "Ask your PCN.", finds = { "PCN" }, level = "error" },
      {
        bad = "Our PCN meets. The primary care network (PCN) has a lead.",
        finds = { "PCN" }, level = "warning",
      },
      {
        bad = "The primary care network (PCN) meets.\n\nA primary care network (PCN) has a lead.",
        finds = { "primary care network (PCN)" }, level = "warning",
      },
      {
        bad = "The integrated care system (ICS) grows. Our integrated care strategy (ICS) helps it.",
        finds = { "integrated care strategy" }, level = "warning",
      },
    }
  end,
}
