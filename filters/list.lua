-- Lists: short, led in, and their items alike (NHS service manual, GOV.UK style).

-- Words that are no names: a capital on one of them says how a list is written, while
-- "Healthwatch" or "GPs" may stand at the start of any item.
local first_letter = pattern [=[(?x)^["'“‘(]*+ (?!\S*[@/]|\S*\.\S)
  (?: \p{Ll}(?!\p{Lu})(*MARK:small)
  | (?= (?i: an?|the|this|these|that|those|all|any|each|every|some|most|many|more|no|not|our|your
      |their|its|my|his|her|we|you|they|it|he|she|how|what|when|where|which|who|why|whether|if|in
      |on|at|by|for|from|to|of|with|without|within|through|during|before|after|between|across
      |under|over|about|as|and|or|is|are|be|being|been|has|have|having|do|does|can|will|must
      |should|make|making|use|using|give|giving|ask|asking|tell|telling|listen|listening
      |work|working|support|supporting|help|helping|build|building|improve|improving|develop
      |developing|ensure|ensuring|provide|providing|share|sharing|set|setting|show|showing
      |explain|explaining|keep|keeping|plan|planning|involve|involving|reduce|reducing|promote
      |promoting|write|writing|send|call|visit|check|read|find|get|getting|look|put|meet|meeting
      |meetings|people|patients|staff|carers|families|children|adults|communities|organisations
      |groups|services|partners|members|local|public|national|regional|new|better|good|clear
      |social|mental|primary|community|information|letters|events|surveys|views|feedback
      |decisions|changes|money|time|one|two|three)\b(?!&))
    \p{Lu}(?!\p{Lu})(*MARK:capital))]=]
local ending = pattern([=[(?:(?:;|,)(?= (?:and|or)$)|(?:[.!?;,])(?=[)"'”’]*$))]=])
local abbreviated = pattern([=[(?i)\.(?<=\betc\.|\bltd\.|\bplc\.|\binc\.|\bco\.|\bno\.|\bst\.|\b[a-z]\.|[.…]\.)[)"'”’]*$]=])
local semicolons = pattern([=[;[^;]+;[^;]+(?:;|\band\b|\bor\b)]=])
local sources = pattern([=[(?i)\b(?:references|bibliography|sources|further reading|notes|links|documents|contents)\b]=])
-- Each starts with a rare character, so that the search skips from one to the next.
local typed = pattern [=[(?x) (?<!\S)[•●▪◦‣∙]\ ?(?=[\pL\pN])(*MARK:sign)
  | (?<![(\pL\pN])1\)\ (?=[^\n]+?\ 2\)\ )(*MARK:sign)
  | (?:(?<=\n\n)|(?<=\A))[–—-]\ (?=\S)(*MARK:start)
  | (?:(?<=\n\n[a-z\d])|(?<=\n\n\([a-z\d])|(?<=\n\n[ivx\d]{2})|(?<=\n\n\([ivx\d]{2})
     |(?<=\A[a-z\d])|(?<=\A\([a-z\d])) \)\ (?=\S)(*MARK:start)]=]

local MARKS = { ["."] = "a full stop",
  [";"] = "a semicolon", [","] = "a comma", [""] = "no stop" }

-- What an item is made of: its first paragraph, what it ends in, what stands below.
local function look_at(item)
  local seen = { item = item, paragraphs = 0, text = "" }
  local child = item.first
  while child do
    local kind = child.kind
    if kind == "paragraph" then
      seen.paragraphs = seen.paragraphs + 1
      if not seen.first then
        seen.first, seen.text = child, child.text
      end
      seen.last = child
    elseif kind == "list" then
      seen.below = child
    end
    child = child.next
  end
  return seen
end

local function only_links(items)
  for _, seen in ipairs(items) do
    local link = seen.first and seen.first.first
    if not link or link.kind ~= "link" and link.kind ~= "ref"
      or #link.text + 3 < #seen.text then
      return false
    end
  end
  return true
end

local function under_sources(list)
  local section = list.parent
  local heading = section and section.kind == "section" and section:nodes("heading")()
  return heading and sources:test(heading.text)
end

-- ---- One thing each -------------------------------------------------------------------

local function check_size(list, items, report, options)
  local count, most = #items, list.ordered and options.steps or options.items
  if count == 1 then
    report(list, "this list has only one item", { advice = "Write it as a sentence." })
  elseif count > most then
    report(list, "this list has " .. count .. " items; " .. most .. " is the most", {
      advice = "Group the items under two or more lead-in lines, or leave some out.",
    })
  end
  if list.level > options.depth then
    report(list, "this list stands inside " .. (list.level - 1) .. " others", {
      advice = "Use headings for the outer ones, so that readers see where they are.",
    })
  end
end

local function check_lead_in(list, report)
  local before, outer = list.previous, list.parent
  if outer and outer.kind == "item" then
    return
  end
  if before and before.kind == "heading" or not before and (not outer or outer.kind == "section") then
    -- steps may follow the heading that names them
    if list.ordered then
      return
    end
    report(list, "nothing leads in this list", {
      advice = "Say in a line before it what the items are, and end the line with a colon.",
    })
  elseif before and before.kind == "paragraph" and not before.pictured then
    local byte = before.text:byte(-1) or 46
    if byte == 44 or byte >= 97 and byte <= 122 then
      local last_sentence
      for sentence in before:sentences() do
        last_sentence = sentence
      end
      report(last_sentence or before, "the line that leads in this list does not end with a colon", {
        advice = "End it with a colon, so that readers and screen readers expect a list.",
      })
    end
  end
end

-- The last mark, looking through closing brackets and quotation marks; nil if it tells
-- nothing about the list.
local function ending_of(seen)
  local text = seen.paragraphs > 1 and seen.last.text or seen.text
  if text == "" or seen.below then
    return nil
  end
  local byte = text:byte(-1)
  if byte >= 97 and byte <= 122 then -- most end in a small letter
    local tail = text:sub(-5)
    if tail:sub(-3) ~= " or" and tail:sub(-4) ~= " and" then
      return ""
    end
  elseif byte == 46 and text:byte(-2) >= 97 and not abbreviated:test(text) then
    return "."
  end
  if byte == 58 or abbreviated:test(text) then
    return nil
  end
  local mark = seen.last:match(ending)()
  local kind = mark and mark.text or ""
  return (kind == "!" or kind == "?") and "." or kind
end

-- A row of ";" or "," may close with a full stop.
local function expected_of(kinds, count)
  local last = kinds[count]
  local first = kinds[1]
  for i = 2, count - 1 do
    if kinds[i] ~= first then
      return nil
    end
  end
  local closes = last == "." and (first == ";" or first == ",")
  return (closes or last == first) and first or nil
end

local function rarest(kinds)
  local counts = {}
  for _, kind in ipairs(kinds) do
    counts[kind] = (counts[kind] or 0) + 1
  end
  local common
  for _, kind in ipairs(kinds) do
    if not common or counts[kind] > counts[common] then
      common = kind
    end
  end
  for i, kind in ipairs(kinds) do
    if kind ~= common then
      return i, common
    end
  end
end

local function check_endings(items, say)
  local kinds, seen = {}, {}
  for _, one in ipairs(items) do
    local kind = ending_of(one)
    if kind then
      local at = #kinds + 1
      kinds[at], seen[at] = kind, one.last
    end
  end
  if #kinds < 2 or expected_of(kinds, #kinds) then
    return
  end
  local odd, common = rarest(kinds)
  local extra = common == "" and seen[odd]:match(ending)()
  say(extra or seen[odd], "this item ends in " .. MARKS[kinds[odd]] .. ", others of its list in "
    .. MARKS[common], {
    fix = extra and extra.text == "." and "" or nil,
    advice = "End all items alike: parts of a sentence without a stop, whole sentences with one.",
  })
end

-- The case of the first letter where it tells something: most texts start with an
-- ASCII letter, and a list all of whose items do so alike is fine.
local function maybe_mixed(items)
  local small, other
  for _, seen in ipairs(items) do
    local byte = seen.text:byte(1) or 0
    if byte >= 97 and byte <= 122 then
      small = true
    else
      other = true
    end
  end
  return small and other
end

local function check_capitals(items, say)
  if not maybe_mixed(items) then
    return
  end
  local first = {}
  for _, seen in ipairs(items) do
    local m = seen.first and seen.first:match(first_letter)()
    if m then
      first[m.mark] = first[m.mark] or m
      first[m.mark .. "s"] = (first[m.mark .. "s"] or 0) + 1
    end
  end
  if not first.small or not first.capital then
    return
  end
  local odd = first.smalls > first.capitals and "capital" or "small"
  local word = first[odd].block:words()() or first[odd]
  say(word, "“" .. word.text .. "” starts with a " .. odd .. " letter, other items of its list do not", {
    advice = "Start all alike: small letters after a line that they complete, else capitals.",
  })
end

local function check_item(list, seen, report, options)
  local text = seen.text
  if seen.below then
    return
  end
  if text:byte(-1) == 58 and seen.paragraphs == 1 and seen.item.next then
    report(seen.first, "this item leads in a list, but no list stands inside it", {
      advice = "Indent the items that belong to it, or make it a line between two lists.",
    })
  elseif seen.paragraphs > 1 and not list.ordered then
    report(seen.item, "this item holds " .. seen.paragraphs .. " paragraphs", {
      advice = "Use headings and paragraphs: a list is for short items.",
    })
    return true
  elseif #text > 80 then
    local count = seen.first.sentence_count
    if count > options.sentences then
      report(seen.first, "this item holds " .. count .. " sentences; " .. options.sentences
        .. " is the most", { advice = "Use headings and paragraphs: a list is for short items." })
      return true
    elseif semicolons:test(text) then
      report(seen.first, "this item holds a list of its own", {
        advice = "Make its parts items below it, or a list of their own.",
      })
    end
  end
end

-- What a drawing is made from has the shape of the drawing, and its caption leads it in.
local function is_drawn(list)
  local node = list.parent
  while node and (node.kind == "item" or node.kind == "list") do
    node = node.parent
  end
  return node and node.kind == "diagram"
end

local function check_list(list, report, options)
  local items, item = {}, list.first
  while item do
    items[#items + 1] = look_at(item)
    item = item.next
  end
  local exempt -- asked only once there is something to say
  local function say(...)
    if exempt == nil then
      exempt = only_links(items) or under_sources(list) or false
    end
    if not exempt then
      report(...)
    end
  end
  if not is_drawn(list) then
    check_size(list, items, say, options)
    check_lead_in(list, say)
  end
  check_endings(items, say)
  check_capitals(items, say)
  for _, seen in ipairs(items) do
    if check_item(list, seen, say, options) then
      break -- once for each list: its items are mostly all of a kind
    end
  end
end

-- ---- Lists that are none --------------------------------------------------------------

local function check_typed(page, report)
  local last, told
  for m in page:match(typed) do
    local block = m.block
    if block and block.kind == "paragraph" and block ~= last then
      local follows = last and block.previous == last
      told = follows and told
      if not told and (m.mark == "sign" or follows) then
        report(m.mark == "sign" and m or last, "a list is typed by hand here", {
          advice = "Start each item on a line of its own with \"- \" or \"1. \", after an empty line.",
        })
        told = true
      end
      last = block
    end
  end
end

return {
  id = "list",
  title = "Lists are short and regular",
  level = "warning",
  languages = { "en" },
  why = "A list helps if a reader sees at a glance what its items have in common. Long, mixed or "
    .. "unexplained lists are skipped, and a list typed by hand is none to a screen reader.",
  options = { items = 6, steps = 10, depth = 2, sentences = 2 },

  check = function(page, report, options)
    for list in page:nodes("list") do
      check_list(list, report, options)
    end
    check_typed(page, report)
  end,

  examples = function()
    return {
      { good = "We will:\n\n- listen\n- act\n- tell you what changed" },
      { good = "We do three things.\n\n1. We listen.\n2. We act!\n3. Do we tell you?" },
      { good = "We meet:\n\n- patients;\n- carers; and\n- Healthwatch." },
      { good = "They are:\n\n- GPs\n- Healthwatch\n- local councils\n- 3 trusts, shops, etc." },
      { good = "## Further reading\n\n- [One](a.md)\n- [Two](b.md)\n- [Three](c.md)\n- [Four](d.md)\n"
        .. "- [Five](e.md)\n- [Six](f.md)\n- [Seven](g.md)" },
      { good = "Steps:\n\n1. Open it.\n\n   Push hard.\n2. Read:\n   - one\n   - two" },
      { good = "“We were heard.”\n\n– Ann, a carer\n\nWe (1) ask and (2) act. It is 5•2 or a) none." },
      { good = "He said:\n\n- `site.yaml` is a file\n- it is short" },
      { good = "::: hierarchy\n- Board\n  - Committee\n    - Panel\n:::", options = { depth = 1 } },
      { bad = "We meet:\n\n- a\n- b\n- c", options = { items = 2 }, finds = { "- a\n- b\n- c" } },
      { bad = "We meet:\n\n- patients", finds = { "- patients" } },
      { bad = "We:\n\n- a\n  - b\n  - c\n- d", options = { depth = 1 }, finds = { "- b\n  - c" } },
      { bad = "## Aims\n\n- to listen\n- to act", finds = { "- to listen\n- to act" } },
      { bad = "We listen. We want\n\n- to listen\n- to act", finds = { "We want" } },
      { bad = "We will:\n\n- listen.\n- act\n- tell you.", finds = { "act" } },
      { bad = "We will:\n\n- listen\n- act\n- tell you.", finds = { "." } },
      { bad = "We will:\n\n- listen;\n- act,\n- tell you.", finds = { "act," } },
      { bad = "We will:\n\n- listen to you\n- Make changes\n- tell you", finds = { "Make" } },
      { bad = "We will:\n\n- Listen to you\n- Make changes\n- tell you", finds = { "tell" } },
      { bad = "We meet:\n\n- staff:\n- nurses\n- porters", finds = { "staff:" } },
      { bad = "We meet:\n\n- staff\n\n  who work here\n- carers", finds = { "- staff\n\n  who work here" } },
      { bad = "We meet:\n\n- Staff who work here on most days. They know a lot. We listen to all of "
        .. "them every week.\n- Carers.", finds = { "Staff who work here on most days. They know a lot. We listen "
        .. "to all of them every week." } },
      { bad = "We meet:\n\n- staff who work here, such as nurses and midwives; porters and cooks; "
        .. "cleaners; and drivers\n- carers", finds = { "staff who work here, such as nurses and midwives; "
        .. "porters and cooks; cleaners; and drivers" } },
      { bad = "We will:\n• listen\n• act", finds = { "• " } },
      { bad = "a) We listen.\n\nb) We act.\n\nc) We tell you.", finds = { "a) We listen." } },
    }
  end,
}
