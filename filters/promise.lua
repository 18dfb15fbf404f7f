-- "We have two duties:" and then three items. Only counts of what a list can hold are
-- taken ("duties", "the following four"), and only in the sentence that leads in.

-- The mark is the number; the group is what to report. "two years", "one of the three",
-- "at least three" and "two or three" promise nothing.
local count = pattern [=[(?xi)
  (?= two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | [2-9] | 1[0-5] )
  (?<!\bof\ the\ )(?<!\bof\ our\ )(?<!\bof\ these\ )(?<!\bor\ )(?<!\bto\ )(?<!\bleast\ )(?<!\bthan\ )
  (?<!\babout\ )(?<!\bover\ )(?<!\baround\ )(?<!\bfirst\ )(?<!\blast\ )(?<!\bpage\ )(?<!\band\ )
  (?<!\bnearly\ )(?<!\balmost\ )(?<!\bany\ )(?<!\bmost\ )(?<!\bevery\ )(?<!\bother\ )(?<!\bfurther\ )
  (?<!\bnext\ )(?<!\bbetween\ )(?<![\w.,:/£$€-])
  ( (?:two(*MARK:2)|three(*MARK:3)|four(*MARK:4)|five(*MARK:5)|six(*MARK:6)|seven(*MARK:7)
      |eight(*MARK:8)|nine(*MARK:9)|ten(*MARK:10)|eleven(*MARK:11)|twelve(*MARK:12)
      |2(*MARK:2)|3(*MARK:3)|4(*MARK:4)|5(*MARK:5)|6(*MARK:6)|7(*MARK:7)|8(*MARK:8)|9(*MARK:9)
      |10(*MARK:10)|11(*MARK:11)|12(*MARK:12)|13(*MARK:13)|14(*MARK:14)|15(*MARK:15))
    (?: (?<=following\ \w{3}|following\ \w{4}|following\ \w{5}|following\ \d|following\ \d\d)(?=\s*[:.])
    | \s+ (?:(?!(?:years?|months?|weeks?|days?|hours?|minutes?|times|pages?|of|and|or|to|our|the|in|on|by
          |for|with|a|an|per|million|thousand|hundred|is|are|was|were|that|which|we|who)\b)
          [\pL’'-]+\s+){0,3}?
      (?:ways|things|steps|stages|phases|parts|areas|aims|goals|objectives|priorities|principles|duties
        |themes|groups|reasons|questions|points|types|kinds|forms|levels|options|values|commitments
        |promises|actions|tasks|roles|functions|categories|elements|pillars|rules|tests|criteria
        |conditions|benefits|risks|issues|challenges|changes|committees|documents|bodies|channels|tools
        |methods|outcomes|recommendations|messages|standards|factors|features|topics|subjects|strands
        |workstreams|drivers|domains|dimensions|components|rights|measures|sections|chapters|items
        |examples|places|ambitions|enablers|characteristics|requirements|responsibilities)\b ) )
  (?!\s+of\ which|\s+out\ of) ]=]
-- A sentence that leads in without a colon says that the things are there.
local there_are = pattern [=[(?xi)\b(?:there\ are|we\ have|has|have|are|is\ in|these|following|our)\ (?:the\ )?
  (?:\w+|\d+)\ [^.!?\n]{3,60}\.$]=]

local NUMBERS = "two three four five six seven eight nine ten eleven twelve"

local function written(number, model)
  if model:byte(1) <= 57 or number > 12 or number < 2 then
    return tostring(number)
  end
  local at, from = 2, 1
  for i = 1, #NUMBERS + 1 do
    if i > #NUMBERS or NUMBERS:byte(i) == 32 then
      if at == number then
        return NUMBERS:sub(from, i - 1)
      end
      at, from = at + 1, i + 1
    end
  end
end

-- The counts promised in the last sentence of a block; nil if there are none.
local function promised(block)
  local found
  for m in block:match(count) do
    local sentence = m.sentence
    if not sentence or not sentence.next then
      found = found or {}
      found[#found + 1] = m
    end
  end
  return found
end

local function kept(promises, number)
  for _, m in ipairs(promises) do
    if tonumber(m.mark) == number then
      return true
    end
  end
  return false
end

local function tell(promises, number, what, level, report)
  local m = promises[#promises]
  report(m, "“" .. m.text .. "” is promised, but " .. what .. " " .. number, {
    level = level,
    written(number, m.text) .. m.text:sub(#written(tonumber(m.mark), m.text) + 1),
    advice = "Write the right number, or complete what follows.",
  })
end

local function same_kind_count(node, kind)
  local number = 0
  while node and node.kind == kind do
    number = number + 1
    node = node.next
  end
  return number
end

local function rows_of(node)
  local number = 0
  for _ in node:children("row") do
    number = number + 1
  end
  return number
end

-- A paragraph and the list, table or sections right behind it.
local function check_lead_in(follower, report)
  local before = follower.previous
  if not before or before.kind ~= "paragraph" then
    return
  end
  local text = before.text
  local colon = text:byte(-1) == 58
  if not colon and not there_are:test(text) then
    return
  end
  local promises = promised(before)
  if not promises then
    return
  end
  local level = colon and "error" or "warning"
  if follower.kind == "list" then
    local number, after = follower.count, follower.next
    local all = number + (after and after.kind == "list" and after.count or 0)
    if not kept(promises, number) and not kept(promises, all) then
      tell(promises, number, "the number of items is", level, report)
    end
  elseif follower.kind == "table" then
    local number, columns = rows_of(follower), follower:children("header")().count
    if not kept(promises, number) and not kept(promises, columns) and not kept(promises, columns - 1) then
      tell(promises, number, "the number of rows is", "warning", report)
    end
  else
    local number = same_kind_count(follower, "section")
    if number > 1 and not kept(promises, number) then
      tell(promises, number, "the number of headings is", "warning", report)
    end
  end
end

-- "Our five principles" and the headings below it; a list or table of that many
-- keeps the promise, too.
local function check_heading(section, heading, report)
  local promises = promised(heading)
  if not promises then
    return
  end
  local sections = 0
  for child in section:children("section", "list", "table") do
    local kind = child.kind
    if kind == "section" then
      sections = sections + 1
    elseif kept(promises, kind == "list" and child.count or rows_of(child)) then
      return
    end
  end
  if sections > 1 and not kept(promises, sections) then
    tell(promises, sections, "the number of headings is", "warning", report)
  end
end

return {
  id = "promise",
  title = "A list holds as many things as its lead-in says",
  level = "error",
  languages = { "en" },
  why = "Readers who were promised two things and find three ask which one does not count. It is "
    .. "often the trace of an item that was added or lost.",

  check = function(page, report)
    for node in page:nodes("list", "table", "section") do
      if node.kind == "section" then
        local heading = node.first
        if heading and heading.kind == "heading" then
          check_heading(node, heading, report)
        end
        if node.previous and node.previous.kind ~= "section" then
          check_lead_in(node, report)
        end
      else
        check_lead_in(node, report)
      end
    end
  end,

  examples = function()
    return {
      { good = "We have two main duties:\n\n- to listen\n- to act" },
      { good = "Choose one of the following:\n\n- this\n- that\n- those" },
      { good = "Over the coming two years we will:\n\n- listen\n- act\n- learn" },
      { good = "At least three groups meet, and two of the five groups write:\n\n- a\n- b\n- c\n- d" },
      { good = "In the last 3 years 4 themes came up in 2 or 3 places:\n\n- a\n- b\n- c\n- d" },
      { good = "It took 3 steps and 4 people. We will:\n\n- listen\n- act" },
      { good = "## Our three aims\n\n### Listen\n\n### Act\n\n### Learn" },
      { good = "We work with 18 groups in two areas:\n\n| Area | Groups |\n|---|---|\n| A | 9 |\n| B | 9 |" },
      { bad = "We have two main duties:\n\n- to listen\n- to act\n- to learn",
        finds = { "two main duties" }, level = "error" },
      { bad = "We do the following 4:\n\n- listen\n- act", finds = { "4" } },
      { bad = "There are three reasons for this.\n\n- cost\n- time", finds = { "three reasons" },
        level = "warning" },
      { bad = "We meet in four places:\n\n| Place | Day |\n|---|---|\n| A | 1 |\n| B | 2 |\n| C | 3 |",
        finds = { "four places" }, level = "warning" },
      { bad = "## Our three aims\n\n### Listen\n\n### Act", finds = { "three aims" }, level = "warning" },
      { bad = "These are our three aims:\n\n## Listen\n\n## Act", finds = { "three aims" }, level = "warning" },
    }
  end,
}
