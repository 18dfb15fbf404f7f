-- NHS content style where a text can be judged by its shape: dates, times, ranges, numbers,
-- dashes, and the words of data/style-words.yaml. Quotations are others' words and pass.

local words = phrases "style-words.yaml"

local parts = {
  month = dates.any_month,
  short = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec",
  weekday = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
  -- what is counted, so that "1-2" is a range and no score or reference
  unit = "seconds?|minutes?|hours?|days?|weeks?|months?|years?|people|patients|times|pages\z
    |miles|metres|units|portions|working days",
  dash = "[-–—]",
}

-- Patterns begin with what is rare and end with their mark, so that the search skips from
-- one candidate to the next; a \d or \p{…} in front would try every place. Groups count
-- anew in each alternative, for (?|…).
local shapes_of_figures = pattern([==[(?x)(?|
    ([0-9]{1,2})(?:st|nd|rd|th)\ (?:of\ )?(%{month})(?:,?\ ([0-9]{4}))?\b (*MARK:ordinal)
  | ([0-9]{1,2})\ (%{month}),\ ([0-9]{4})\b (*MARK:comma)
  | ([0-9]{1,2})\ (%{short})\b\.?(?!\w) (*MARK:short)
  | [0-9][0-9]?/[01]?[0-9]/(?:[0-9]{4}|[0-9]{2})(?![\w/]) (*MARK:figures)
  | ((?:19|20)[0-9]{2})\ ?%{dash}\ ?((?:19|20)[0-9]{2})(?![-–/0-9]) (*MARK:years)
  | ((?:19|20)[0-9]{2})[-–/]([0-9]{2})(?![-–/:0-9]) (*MARK:years)
  | ([0-9]{1,2}(?:[:.][0-9]{2})?(?:[ap]m)?)\ ?%{dash}\ ?([0-9]{1,2}(?:[:.][0-9]{2})?[ap]m)\b (*MARK:range)
  | 12\ ?(?:noon|(?::00\ ?)?pm)\b (*MARK:noon)
  | 12\ ?(?:midnight|(?::00\ ?)?am)\b (*MARK:midnight)
  | ([0-9]{1,2})[:.]00\ ?([apAP])\.?[mM]\b(?:\.(?=\ \p{Ll}))? (*MARK:time)
  | ([0-9]{1,2}(?:[:.][0-5][0-9])?)(?:\ ([apAP])[mM]\b|\ ?([apAP])\.m\.(?=\ \p{Ll})|([AP]M)\b) (*MARK:time)
  | (?:[01][0-9]|2[0-3])[:.]?[0-5][0-9]\ ?hrs\b (*MARK:hours)
  | ([0-9]{1,12}(?:\.[0-9]{1,6})?)\ ?%{dash}\ ?([0-9]{1,12}(?:\.[0-9]{1,6})?)(?=\ (?:%{unit})\b|%|mg\b|ml\b|kg\b) (*MARK:range)
  | ([0-9]{1,12}(?:\.[0-9]{1,6})?)(?:\ ?per\ ?cent\b|\ %) (*MARK:percent)
  | ([0-9]{1,12}(?:\.[0-9]{1,6})?)\ ?°\ ?C\b (*MARK:degrees)
  )]==], parts)
-- Most capitals begin none of these: their first two letters say so.
local shapes_of_names = pattern([==[(?x)
  (?= Ja|Fe|Ma|Ap|Ju|Au|Se|Oc|No|De | Mo|Tu|We|Th|Fr|Sa|Su
    | St|Po|Pa|Ca|Cl|Pr|Co|Me|Vo|Ci|Re | [A-Z][A-Z] )
  (?|
    (%{month})\ ([0-9]{1,2})(?:st|nd|rd|th)?,?\ ([0-9]{4})\b (*MARK:american)
  | (%{month})\ ?[-–]\ ?(%{month})\b (*MARK:range)
  | (%{weekday}),(?=\ [0-9]{1,2}\ (?:%{month})\b) (*MARK:weekday)
  | (%{weekday})\ ?[-–]\ ?(%{weekday})\b (*MARK:range)
  | (?:Strategy|Policy|Stakeholders?|Patients?|Carers?|Clinicians?|Providers?|Commissioners?|Members(?!\ of\ \p{Lu})
      |Staff|Partners|Volunteers|Citizens|Residents|Communities)(?=\ \p{Ll}) (*MARK:common)
  | [A-Z]{2,}(?:\ [A-Z]{2,}){3,}\b (*MARK:shouting)
  )]==], parts)
local ampersand = pattern([==[&(?<=[\p{L}0-9)”’"']\ &)(?=\ \p{Ll})(*MARK:ampersand)]==])
local hyphen = pattern([==[-(?<=[\p{L}0-9,)”"'’]\ -)-?(?=\ [\p{L}“"'(‘£0-9])(*MARK:dash)]==])
local em_dash = pattern([==[—+(*MARK:em-dash)]==])
local plural = pattern([==[\(s\)(?<=\p{Ll}\p{Ll}\(s\))(?!\w)(*MARK:plural)]==])

local all_shapes = { shapes_of_figures, shapes_of_names, ampersand, hyphen, em_dash, plural }

local curly = pattern("[‘’“”]")
local straight = pattern("(?<=\\w)'(?=\\w)|\"")
local between = pattern("(?i)\\bbetween\\s*$")
local apart = pattern("(?i)\\b(?:version|section|para|paragraph|table|figure|page|room|ward|unit|score)\\s*$")
-- In front of a shape: part of a reference, an amount or an address
local inside = pattern("[\\w/.:,£$€-]$")
local counted = pattern("^ (?:" .. parts.unit .. "|members|steps|stages|sites|hospitals|practices"
  .. "|meetings|questions|priorities|aims|objectives|areas)\\b")
local small_before = pattern("\\p{Ll} $")
local upper = pattern("^\\p{Lu}")
local slash = pattern("/")

local DATE = "Write dates as in \"1 June 2026\"."
local TIME = "Write times as in \"5:30pm\", \"10am\", \"midday\"."
local RANGE = "Write \"to\" in a range: a dash is read out in different ways, or not at all."

local function in_cell(m)
  local block = m.block
  return block ~= nil and block.kind == "cell"
end

-- "between 2 and 4", else "2 to 4"
local function joined(m, last)
  return m[1] .. (between:test(m.before) and " and " or " to ") .. last
end

-- Each takes a match and gives a table of fix, certain, advice and message; nil where the
-- text is right.
local shapes = {}

function shapes.ordinal(m)
  return { fix = m[1] .. " " .. m[2] .. (m[3] and " " .. m[3] or ""), certain = true, advice = DATE }
end
function shapes.comma(m)
  return { fix = m[1] .. " " .. m[2] .. " " .. m[3], certain = true, advice = DATE }
end
function shapes.american(m)
  return { fix = m[2] .. " " .. m[1] .. " " .. m[3], certain = true, advice = DATE }
end
function shapes.weekday(m)
  return { fix = m[1], certain = true, advice = "Write dates as in \"Monday 1 June 2026\"." }
end
function shapes.short(m)
  return not in_cell(m) and { fix = m[1] .. " " .. dates.name(dates.month(m[2])), certain = true,
    advice = "Write months in full: screen readers stumble over short ones." } or nil
end
function shapes.figures()
  return { advice = DATE .. " In figures, day and month are easily confused." }
end

-- "2019-21", "2019/20", "2019–2021"; "1998-12" is no range.
function shapes.years(m)
  local first, last = tonumber(m[1]), tonumber(m[2])
  if #m[2] == 2 then
    last = last + first - first % 100
    last = last < first and last + 100 or last
  end
  if last <= first or last - first > (#m[2] == 2 and 20 or 300) or m.link then
    return nil
  end
  local slash = m.text:sub(5, 5) == "/"
  return { fix = joined(m, tostring(last)), certain = not slash and not in_cell(m), advice = RANGE }
end
function shapes.range(m)
  return not apart:test(m.before) and { fix = joined(m, m[2]), certain = true, advice = RANGE } or nil
end

function shapes.noon()
  return { fix = "midday", certain = true, advice = TIME }
end
function shapes.midnight()
  return { fix = "midnight", certain = true, advice = TIME }
end
function shapes.time(m)
  local half = (m[2] or m[3] or m[4]):sub(1, 1):lower()
  return { fix = m[1] .. half .. "m", certain = true, advice = TIME }
end
function shapes.hours()
  return { advice = TIME }
end
function shapes.percent(m)
  return { fix = m[1] .. "%", certain = true, advice = "Write the sign, without a space." }
end
function shapes.degrees(m)
  return { fix = m[1] .. "C", advice = "Leave out the sign for degrees." }
end
function shapes.dash()
  return { fix = "–", certain = true, message = "a hyphen stands here for a dash",
    advice = "Write an en dash, or better a comma or a new sentence." }
end
shapes["em-dash"] = function(m)
  local left = m.before:sub(-1) == " " and "" or " "
  local right = m.after:sub(1, 1) == " " and "" or " "
  return { fix = left .. "–" .. right, certain = true, message = "an em dash stands here",
    advice = "Write an en dash with a space on each side, or better a comma." }
end
function shapes.ampersand(m)
  return not m.link and { fix = "and", certain = true, advice = "Write \"and\"." } or nil
end
function shapes.plural(m)
  return { fix = "s", advice = "Write the plural." }
end
function shapes.common(m)
  return not m.link and small_before:test(m.before) and { fix = m.text:sub(1, 1):lower() .. m.text:sub(2),
    message = "\"" .. m.text .. "\" is no name and needs no capital",
    advice = "Keep capitals for names: they slow readers down." } or nil
end
function shapes.shouting(m)
  local block = m.block
  return block ~= nil and block.kind ~= "heading" and { message = "words stand here in capitals",
    advice = "Write small letters: capitals are hard to read, and some screen readers spell them out." } or nil
end

local function say(report, m, found)
  local message = found.message
  if not message and found.fix then
    message = "\"" .. m.text .. "\" is not NHS style; write \"" .. found.fix .. "\""
  end
  report(m, message or "\"" .. m.text .. "\" is not NHS style",
    { fix = found.fix, certain = found.certain, advice = found.advice })
end

-- What easy read's own rules report more strictly.
local LEFT_TO_EASY_READ = { ampersand = true, shouting = true, percent = true }

local function left_to_easy_read(page, mark, entry)
  if page.kind ~= "easy-read" then
    return false
  end
  return LEFT_TO_EASY_READ[mark] or entry ~= nil and (entry.latin or entry.say or entry.because) ~= nil
end

local function check_shapes(page, report)
  for m in page:match(all_shapes) do
    if not left_to_easy_read(page, m.mark) and not (m.which <= 2 and inside:test(m.before)) and not m.quoted then
      local found = shapes[m.mark](m)
      if found then
        say(report, m, found)
      end
    end
  end
end

-- A capital is kept, "e-mail us" or "E-mail us".
local function as_written(text, fix)
  if upper:test(text) then
    return fix:sub(1, 1):upper() .. fix:sub(2)
  end
  return fix
end

-- Part of a name: a capital that opens no sentence.
local function is_name(m)
  local sentence = m.sentence
  return upper:test(m.text) and sentence ~= nil and sentence.text:sub(1, #m.text) ~= m.text
end

local BECAUSE = {
  contraction = "Write it out: people misread short forms, above all negative ones.",
  people = "Say it as the people themselves prefer.",
}

local function judge_word(m, entry)
  if entry.latin then
    return { fix = not is_name(m) and as_written(m.text, entry.latin) or nil,
      advice = "Write \"" .. entry.latin .. "\": a screen reader may say \"egg\" for \"eg\"." }
  elseif entry.figure then
    return counted:test(m.after) and not upper:test(m.text) and { fix = entry.figure,
      advice = "Write numbers in figures: people find them faster." } or nil
  elseif entry.fix then
    return { fix = as_written(m.text, entry.fix), certain = entry.certain,
      advice = BECAUSE[entry.because] or "One spelling throughout helps readers and searches." }
  end
  return { advice = entry.say:sub(1, 1):upper() .. entry.say:sub(2) .. "." }
end

-- "e.g." is one word "e.g" before its full stop, which the fix would leave behind.
local function check_words(page, report)
  for m in page:find(words) do
    local entry = m.entry
    local wrong = (not entry.slash or slash:test(m.text)) and not left_to_easy_read(page, nil, entry)
    if wrong and not m.quoted and not (is_name(m) and entry.because ~= "people") and not m.link then
      local found = judge_word(m, entry)
      if found and entry.latin and m.after:sub(1, 1) == "." then
        found.fix = nil
      end
      if found then
        say(report, m, found)
      end
    end
  end
end

-- Straight quotation marks, as the NHS writes; pasted text brings curly ones. A page that
-- has one kind throughout passes, unless the option asks for more.
local function check_quotes(page, report, options)
  if not options.straight and not page:match(straight)() then
    return
  end
  for m in page:match(curly) do
    local single = m.text == "‘" or m.text == "’"
    report(m, "\"" .. m.text .. "\" is a curly quotation mark; NHS style has straight ones", {
      fix = single and "'" or "\"", certain = true,
      advice = "Write ' and \" throughout.",
    })
  end
end

local function check_italics(page, report)
  local first, count = nil, 0
  for node in page:nodes("emph") do
    first = first or node
    count = count + 1
  end
  if first then
    report(first, "italics stand on this page" .. (count > 1 and " in " .. count .. " places" or ""), {
      advice = "Write plain text, or bold for a very few words: italics are hard to read for many.",
    })
  end
end

return {
  id = "style",
  title = "Text follows NHS content style",
  level = "warning",
  languages = { "en" },
  why = "One way of writing dates, times, numbers and common words lets people read on without "
    .. "stumbling, and lets screen readers say them right.",
  advice = "Write it in NHS style.",

  options = { straight = false },

  check = function(page, report, options)
    check_shapes(page, report)
    check_words(page, report)
    check_quotes(page, report, options)
    if page.kind ~= "easy-read" then -- which has a stricter rule of its own
      check_italics(page, report)
    end
  end,

  examples = function()
    return {
      { bad = "We met on 1st June 2026, June 2, 2026, 3 June, 2026 and Monday, 4 June.",
        finds = { "1st June 2026", "June 2, 2026", "3 June, 2026", "Monday," } },
      { bad = "By 5 Sept and on 1/6/26.", finds = { "5 Sept", "1/6/26" } },
      { bad = "In 2019-21, 2019-2021, 2019/20 and between 2019–2021, 9am-5pm, Monday-Friday, May–June.",
        finds = { "2019-21", "2019-2021", "2019/20", "2019–2021", "9am-5pm", "Monday-Friday",
          "May–June" } },
      { bad = "At 12 noon, 12am, 10:00am, 5.30 pm, 5.30PM and 1730hrs.",
        finds = { "12 noon", "12am", "10:00am", "5.30 pm", "5.30PM", "1730hrs" } },
      { bad = "About 20 per cent, 30 %, 1-2 weeks, two weeks and 38°C.",
        finds = { "20 per cent", "30 %", "1-2", "two", "38°C" } },
      { bad = "Patients & staff - all of them — know the form(s).",
        finds = { "&", "-", "—", "(s)" } },
      { bad = "We ask our Patients to PLEASE READ THIS NOW.",
        finds = { "Patients", "PLEASE READ THIS NOW" } },
      { bad = "Telephone us or e-mail us, eg. today, and/or tomorrow, etc. We can't wait.",
        finds = { "Telephone", "e-mail", "eg", "and/or", "etc", "can't" } },
      { bad = "We help BAME groups and the Chairman.", finds = { "BAME", "Chairman" } },
      { bad = "She's here, isn’t she? \"No\", it’s *very* late.",
        finds = { "isn’t", "’", "’", "*very*" } },
      { bad = "It’s late.", options = { straight = true }, finds = { "’" } },
      { good = "It’s late, “very late”." },
      { good = "We met on 1 June 2026, 9am to 5pm, in 2019 to 2021, midday. 20% of 2 weeks." },
      { good = "The Smith & Jones report, A&E, R&D, Health & Care Act. Ring 0300 123-4567." },
      { good = "She said: \"We met on 1st June & e-mailed.\" ISO 2026-11-24, 24/7, version 1.2-1.4." },
      { good = "The Patients Association and our Strategy Board met on the GP's list." },
    }
  end,
}
