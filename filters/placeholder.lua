-- Text that somebody meant to fill in. Brackets alone are no evidence: most of
-- them are editorial, so each shape here needs a word or a mark of its own.

-- Shapes that begin alike, each with a mark that names its judge, and what may stand around.
local shapes = patterns "placeholder-patterns.yaml"

-- Words: what comes later, in several languages; what an unfinished section says of
-- itself; what stock templates bring
local words = phrases "placeholder.yaml"

-- Tried together: the earliest match wins, and the earlier pattern at one place, so that
-- "[TODO: add link]" is one finding.
local function shapes_for(page)
  local list = { shapes.marks, shapes.upper_reference, shapes.asked_reference, shapes.capitals,
    shapes.lower_token, shapes.dots }
  if page:has(shapes.double_y) then
    table.insert(list, shapes.date_mask)
  end
  if page:has(shapes.double_x) then
    table.insert(list, 2, shapes.lower_reference)
  end
  return list
end

-- ---- What stands around --------------------------------------------------------------

local function first(object, shape)
  return object:match(shape)()
end

local function in_quotation_marks(m)
  return shapes.opened:test(m.before) and shapes.closed:test(m.after)
end

-- The text speaks of it and does not use it: a guide on writing, a board's columns.
local function is_mentioned(m)
  return in_quotation_marks(m) or shapes.mentioned:test(m.before) or shapes.said_of_it:test(m.after)
end

-- The header cell above a match in a table's body; nil elsewhere.
local function column_of(m)
  local cell = m.block
  if not cell or cell.kind ~= "cell" or cell.parent.kind ~= "row" then
    return nil
  end
  local header = cell.parent.parent:nodes("header")()
  local above = header and header:children()()
  while above and cell.previous do
    above, cell = above.next, cell.previous
  end
  return above
end

local function in_header(m)
  return m.block ~= nil and m.block.kind == "cell" and m.block.parent.kind == "header"
end

local function stands_under(m, shape)
  local header = column_of(m)
  return header ~= nil and shape:test(header.text)
end

-- In a table that says what fields or words mean.
local function is_defined(m)
  local header = column_of(m)
  return header ~= nil and (shapes.of_names:test(header.text)
    or shapes.of_terms:test(header.text) and shapes.of_meanings:test(header.parent.text))
end

-- A date or place still open in a table of meetings is news, not a slip.
local function in_calendar(m)
  local header = column_of(m)
  return header ~= nil and shapes.of_calendar:test(header.text) and shapes.of_meetings:test(header.parent.text)
    and header.previous ~= nil
end

-- Facts of the page, found at most once.
local known = {}

local function expands(page, token)
  if not known.expanded then
    known.expanded = {}
    for m in page:match(shapes.expansion) do
      if m[1] .. m[2] .. m[3] == m[4] then
        known.expanded[m[4]] = true
      end
    end
    for m in page:match(shapes.legend) do
      known.expanded[m[1]] = true
    end
  end
  return known.expanded[token]
end

-- A table on the page says how things are to be written.
local function explains_format(page)
  if known.format == nil then
    known.format = false
    for header in page:nodes("header") do
      known.format = known.format or shapes.of_fields:test(header.text)
        and (shapes.of_format:test(header.text) or shapes.of_meanings:test(header.text))
    end
  end
  return known.format
end

local function has(page, name, shape)
  if known[name] == nil then
    known[name] = first(page, shape) ~= nil
  end
  return known[name]
end

-- In the text of a link that leads nowhere and is reported as a whole.
local function in_hollow_link(m)
  local link = m.link
  return link ~= nil and link.url ~= nil and shapes.hollow_url:test(link.url)
end

-- In the text of a link that leads somewhere: "[[link]](https://…)".
local function in_sound_link(m)
  local link = m.link
  return link ~= nil and link.url ~= nil and link.url ~= "" and not shapes.hollow_url:test(link.url)
end

-- ---- Judges -------------------------------------------------------------------------

-- Each takes a match and the page and says "error", "warning" or nil: innocent.
local judges = {}

function judges.filler(m)
  return not is_mentioned(m) and not in_sound_link(m) and "error" or nil
end

-- "<name>" in a path or an option is the syntax of a command.
function judges.angle(m)
  return not shapes.joint_before:test(m.before) and not shapes.joint_after:test(m.after) and judges.filler(m)
    or nil
end

function judges.brace(m)
  return not shapes.path_before:test(m.before) and judges.filler(m) or nil
end

function judges.verb(m)
  local text, single = m.text, shapes.one_word:test(m.text)
  if in_sound_link(m) or shapes.numbered:test(text) or shapes.removed:test(text) or shapes.holds_link:test(m.source) or shapes.mentioned:test(m.before) then
    return nil
  end
  if shapes.screen:test(m.before) or (m.quoted and (single or not shapes.instruction:test(text))) then
    return nil
  end
  if single and (shapes.on_screen:test(m.after) or shapes.weak_word:test(text) and m.block.kind == "heading") then
    return nil
  end
  return shapes.weak_word:test(text) and "warning" or "error"
end

function judges.field(m)
  if m.quoted or in_sound_link(m) or shapes.removed:test(m.text) or shapes.holds_link:test(m.source) or is_mentioned(m) or shapes.as_field:test(m.before) then
    return nil
  end
  if shapes.glued_before:test(m.before) or shapes.glued_after:test(m.after) or shapes.said_of_one:test(m.text) then
    return nil
  end
  if shapes.one_word:test(m.text) and (shapes.screen:test(m.before) or shapes.on_screen:test(m.after)) then
    return nil
  end
  return (shapes.editorial:test(m.text) or shapes.bare_thing:test(m.text)) and "warning" or "error"
end

function judges.token(m, page)
  local block = m.block
  if is_mentioned(m) or shapes.spanish:test(m.after) or shapes.noun_before:test(m.before) or in_header(m) then
    return nil
  end
  if block and block.kind == "heading" and m.before == "" and not shapes.colon_after:test(m.after) then
    return nil -- a list of tasks
  end
  return stands_under(m, shapes.of_status) and "warning" or "error"
end

function judges.to_be(m, page)
  if expands(page, m.text:upper()) or is_mentioned(m) or is_defined(m) or in_header(m)
    or shapes.of_values:test(m.before) then
    return nil
  end
  if in_calendar(m) or stands_under(m, shapes.of_status) then
    return "warning"
  end
  return "error"
end

function judges.round(m, page)
  local name = first(m.block, shapes.capital_initials)
  return not (name and expands(page, m.text:sub(2, -2):upper())) and not is_mentioned(m) and "error" or nil
end

function judges.date_mask(m, page)
  if explains_format(page) or shapes.as_date:test(m.before) or shapes.format_after:test(m.after) or is_mentioned(m) then
    return nil
  end
  return "error"
end

function judges.mask(m, page)
  if shapes.in_code_names:test(m.before) or shapes.as_format:test(m.before) or is_mentioned(m)
    or explains_format(page) then
    return nil
  end
  return "error"
end

-- Names of variables look like masks; alone in a cell they are more likely masks.
function judges.code_name(m)
  local block = m.block
  if shapes.as_format:test(m.before) or is_defined(m) or not block
    or block.kind ~= "cell" or block.text ~= m.text then
    return nil
  end
  return column_of(m) and "warning" or nil
end

function judges.capitals(m)
  return column_of(m) and not is_defined(m) and "error" or nil
end

function judges.cell(m)
  local block = m.block
  local item = block and block.parent and block.parent.kind == "item"
  if m.before == "" and not item and not column_of(m) then
    return nil
  end
  return in_calendar(m) and "warning" or "error"
end

function judges.crosses(m, page)
  local short = #m.text < 3
  if (#m.text == 4 and shapes.hidden_digits:test(m.after)) or is_mentioned(m) or stands_under(m, shapes.of_format) or is_defined(m) then
    return nil
  end
  if short and (shapes.roman_before:test(m.before) or shapes.roman_after:test(m.after)) then
    return nil
  end
  if shapes.path_before:test(m.before) or (short and has(page, "roman", shapes.other_roman)) then
    return nil
  end
  return m.quoted and "warning" or "error"
end

function judges.kisses(m)
  if m.text == "xx" and not shapes.counts:test(m.after) then
    return nil
  end
  if shapes.path_before:test(m.before) or shapes.love:test(m.before) or is_mentioned(m) then
    return nil
  end
  return m.quoted and "warning" or "error"
end

function judges.coded(m)
  return not shapes.as_format:test(m.before) and not is_mentioned(m) and not stands_under(m, shapes.of_format)
    and "error" or nil
end

judges.blank = judges.coded

function judges.count(m)
  local block = m.block
  if shapes.counted:test(m.before) or shapes.of_a_thing:test(m.before) or is_mentioned(m) or (block and (block.text == m.text
    or first(block, shapes.box))) then
    return nil
  end
  return "error"
end

-- A form keeps its lines; so does the place where somebody will sign.
function judges.line(m, page)
  if shapes.of_signing:test(m.before) or has(page, "form", shapes.of_form) then
    return "warning"
  end
  return judges.coded(m)
end

function judges.perhaps_numeral(_, page)
  return not has(page, "roman", shapes.other_roman) and "warning" or nil
end

function judges.reference(m, page)
  if is_mentioned(m) or (shapes.roman_numbered:test(m.text) and (shapes.of_a_book:test(m.after)
    or has(page, "roman", shapes.other_roman))) then
    return nil
  end
  return "error"
end

function judges.question(m)
  return not m.quoted and "warning" or nil
end

function judges.comment_link()
  return "error"
end

-- Variables of another generator are the business of the rule foreign-syntax.
function judges.braces(m, page)
  if shapes.variable:test(m.text) or has(page, "tags", shapes.tags) then
    return nil
  end
  return judges.filler(m)
end

function judges.foreign()
  return nil
end

-- ---- Reporting ----------------------------------------------------------------------

-- Made when there is something to say.
local messages, advice

local function word_reports()
  messages = messages or {
    mask = "the field mask %s was not filled in",
    code_name = "the field mask %s was not filled in",
    capitals = "the field mask %s was not filled in",
    date_mask = "the date mask %s was not filled in",
    blank = "the blank %s was not filled in",
    line = "the blank %s was not filled in",
    crosses = "the blank %s was not filled in",
    kisses = "the blank %s was not filled in",
    coded = "the blank %s was not filled in",
    count = "the number in %s is missing",
    reference = "the number in %s is missing",
    perhaps_numeral = "is the number in %s missing, or is it a ten?",
    comment_link = "the link %s has a comment instead of a destination",
    question = "%s looks like a question that nobody answered",
    hollow = "the link %s leads nowhere",
    example = "the link %s leads to an example address",
    picture = "the picture %s has no file",
    tag = "unresolved placeholder %s; a browser takes it for markup and shows nothing",
  }
  advice = advice or {
    reference = "Write the number, or let the reference number itself: [](#id).",
    perhaps_numeral = "Write the number in figures.",
    question = "Answer it, then delete the bracket.",
    hollow = "Give the link its destination, or take the link away.",
    example = "Give the link its destination, or take the link away.",
    comment_link = "Give the link its destination.",
    picture = "Name the picture's file, or take the picture out.",
    tag = "Fill it in; to show angle brackets, write &lt; and &gt;.",
  }
end

local function say(report, span, text, class, level)
  word_reports()
  report(span, string.format(messages[class] or "unresolved placeholder %s", "\"" .. shorten(text) .. "\""), {
    level = level, advice = advice[class],
  })
end

-- ---- Text ---------------------------------------------------------------------------

-- Nothing follows, or what does says by whom or when.
local function is_value(m)
  if shapes.unclosed:test(m.before) then
    return false -- the bracket was looked at as a whole
  end
  if m.text:lower() == "to follow" then
    return shapes.thing_before:test(m.before) and shapes.value_ends:test(m.after)
      or shapes.link_before:test(m.before) and shapes.sentence_ends:test(m.after)
  end
  if m.before == "" and shapes.opens_sentence:test(m.after) then
    return false
  end
  return shapes.lone_before:test(m.before) and shapes.value_after:test(m.after)
    or shapes.label_before:test(m.before) and not shapes.spoken:test(m.before) and shapes.value_ends:test(m.after)
end

local kinds = {}

function kinds.later(m)
  if not is_value(m) or is_mentioned(m) then
    return nil
  end
  return in_calendar(m) and "warning" or "error"
end

function kinds.unfinished(m)
  return shapes.whole_section:test(m.before) and not shapes.regularly:test(m.after) and "error" or nil
end

function kinds.stock(m)
  return not is_mentioned(m) and not shapes.unclosed:test(m.before) and "error" or nil
end

local function check_words(page, report)
  for m in page:find(words) do
    local level = kinds[m.entry.kind](m)
    if level then
      say(report, m, m.text, "filler", level)
    end
  end
end

local function check_shapes(page, report)
  for m in page:match(shapes_for(page)) do
    local level = judges[m.mark](m, page)
    if level and not in_hollow_link(m) then
      say(report, m, m.text, m.mark, level)
    end
  end
end

-- ---- Links and pictures --------------------------------------------------------------

local function check_link(link, report)
  local url, text = link.url or "", link.text
  if url == "" or shapes.hollow_url:test(url) then
    if url ~= "#" or not shapes.to_top:test(text) then
      say(report, link, link.source, "hollow", "error")
    end
  elseif shapes.example_url:test(url) and not shapes.example_text:test(text) then
    say(report, link, link.source, "example", url:sub(1, 4) == "http" and "error" or "warning")
  end
end

local function check_links(page, report)
  for node in page:nodes("link", "image") do
    local url = node.url or ""
    if node.kind == "link" then
      check_link(node, report)
    elseif url ~= "#" and (url == "" or shapes.hollow_url:test(url)) then
      say(report, node, node.source, "picture", "error")
    end
  end
end

-- ---- Raw HTML, which is searched as it is written ------------------------------------

-- "<mailbox address here>" is markup to a browser and vanishes from the page.
local function check_tags(node, report, closed_elements)
  for m in node:match(shapes.html_tag) do
    local name, rest = m[1], m[2] or ""
    if not name or not (closed_elements[name] or shapes.component:test(rest)) then
      say(report, m, m.text, "tag", shapes.joined:test(node.preceding) and "warning" or "error")
    end
  end
end

local function check_html(page, report)
  if not page:nodes("html")() then
    return
  end
  local closed_elements = {}
  for node in page:nodes("html") do
    for m in node:match(shapes.html_close) do
      closed_elements[m[1]] = true
    end
  end
  for node in page:nodes("html") do
    if not first(node, shapes.html_hidden) then
      check_tags(node, report, closed_elements)
      for m in node:match(shapes.html_text) do
        -- of a tag inside text the words that follow are not known
        local lone_tag = m.mark == "hollow" and node.preceding ~= "\n" and node.preceding ~= ""
        say(report, m, m.text, m.mark, lone_tag and "warning" or "error")
      end
    end
  end
end

return {
  id = "placeholder",
  title = "Nothing is left to fill in",
  level = "error",
  why = "A reader who meets \"[add link]\" or \"page XX\" stops trusting the document, and what \z
    was to stand there is missing.",
  advice = "Fill it in, or take it out.",
  except = { "template" }, -- it is meant to keep its fields
  supersedes = { "link", "raw-html", "image" },
  baseline = "draft",

  check = function(page, report)
    check_shapes(page, report)
    check_words(page, report)
    check_links(page, report)
    check_html(page, report)
  end,

  examples = function()
    return {
      { bad = "See our plan [add link].", finds = { "[add link]" }, level = "error" },
      { bad = "We use many channels (see pX). See Appendix XX and Appendix X.",
        finds = { "pX", "Appendix XX", "Appendix X" } },
      { bad = "Launch: TBC. Cost: £XX. Lead: \\[TODO: name\\]. Reply by dd/mm/yyyy.",
        finds = { "TBC", "£XX", "\\[TODO: name\\]", "dd/mm/yyyy" } },
      { bad = "| Lead | Role |\n|---|---|\n| Ann | ? |\n| JOB_TITLE | Chair |\n| NAME | Clerk |",
        finds = { "?", "JOB_TITLE", "NAME" } },
      { bad = "| Lead | Place |\n|---|---|\n| Ann | NORTH_WARD |", finds = { "NORTH_WARD" },
        level = "warning" },
      { bad = "Ask for [the form]() or [the list](TBC).", finds = { "[the form]()", "[the list](TBC)" } },
      { bad = "Read [the survey](https://example.com/survey).",
        finds = { "[the survey](https://example.com/survey)" } },
      { bad = "![The ward]()", finds = { "![The ward]()" } },
      { bad = "Write to [us](<!-- address -->).", finds = { "[us](<!-- address -->)" } },
      { bad = "Write to <mailbox address here>.", finds = { "<mailbox address here>" } },
      { bad = "<table><tr><td>?</td><td>TBC</td></tr></table>", finds = { "?", "TBC" } },
      { bad = "| Meeting | Date |\n|---|---|\n| Board | TBC |", finds = { "TBC" }, level = "warning" },
      { bad = "Ask first [who leads this now?].", level = "warning" },
      { bad = "We saw XX people and X patients. Ask xxx for it. Ticket INC-XXX. Name: ______",
        finds = { "XX", "X", "xxx", "INC-XXX", "______" } },
      { bad = "Costs are for finance.\n\nFinance: to be confirmed", finds = { "to be confirmed" } },
      { bad = "This section needs to be completed.", finds = { "needs to be completed" } },
      { good = "“[The patient] was seen [sic] in [2019] EWCA 4 [95% CI 1 to 2] […].”" },
      { good = "- [ ] Book a room\n- [x] Tell the staff\n\nA 16px gap, an XXL shirt, form P45." },
      { good = "She said: “We [include] everyone, and [name removed] agrees.”" },
      { good = "The plan is easy to follow. Chromosome XX. Write dates in the form dd/mm/yyyy." },
      { good = "The Torbay Boat Club (TBC) meets on Mondays. TBC is open to all." },
      { good = "Never leave “[add link]” in a page. Search for TBC before you publish." },
      { good = "| Column | Format |\n|---|---|\n| START_DATE | YYYY-MM-DD |\n| CODE | XXX |" },
      { good = "---\nkind: template\n---\n\nDear [name], we meet on [date]." },
      { good = "{% include menu.html %}\n\n{{ page.title }}\n\n??? note\n\n<Tabs value=\"a\">" },
      { good = "Run `[add link]` and see:\n\n    pX XX TBC" },
    }
  end,
}
