-- What contradicts itself: a word in two spellings, a term with and without capitals, dates
-- that cannot be, and years that do not agree with each other or with the title.

local terms = phrases "term-variants.yaml"
local styled = phrases "style-words.yaml" -- what the rule style reports

local parts = {
  month = "(?:January|February|March|April|May|June|July|August|September|October|November|December\z
    |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b",
  day = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
  th = "(?:st|nd|rd|th)?",
  year = "(?:19|20)\\d\\d(?![\\d,]\\d)",
  to = "(?: to | until | and ending | ?[–—-] ?)",
  number = "(?:one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})",
  plan = "(?:strategy|plan|programme|framework|policy|vision|agreement|contract|project)",
}
-- Plain classes, since every page is searched for it.
local dated = pattern("(?:19|20)[0-9][0-9]|[0-9]%{th} %{month}", parts)
-- What a date by name holds, and what a range of years holds
local named_day = pattern("[0-9]%{th} (?:of )?%{month}", parts)
local any_year = pattern("(?:19|20)[0-9][0-9]")
local joined_year = pattern("(?:19|20)[0-9][0-9](?: to | until | and ending | ?[–—/-])")
-- (weekday) (day) (month) (year)
local date = pattern("\\b(?:(%{day}),? (?:the )?)?([0-9]{1,2})%{th} (?:of )?(%{month})(?:\\.?,? (%{year}))?", parts)
local iso_date = pattern("(?<![\\d/-])((?:19|20)\\d\\d)-(\\d\\d)-(\\d\\d)(?![\\d/-])")
local slash_date = pattern("(?<![\\d/.-])(\\d\\d?)/(\\d\\d?)/((?:19|20)\\d\\d)(?![\\d/-])")
-- (day month) year to (day month) year
local date_range = pattern(
  "\\b(?:(\\d{1,2})%{th} )?(%{month}) (%{year})%{to}(?:(\\d{1,2})%{th} )?(%{month}) (%{year})\\b", parts)
local year_range = pattern("(?<![\\d/–-])\\b(%{year})(?:%{to}(%{year})|( ?[/–-] ?)(\\d\\d)(?![\\d/–-]))\\b", parts)
-- "three-year strategy 2022 to 2024", "2022 to 2024 (three years)"
local span_before = pattern("(?i)\\b(%{number})[- ]years?\\b(?:[ ,(:]+(?!%{year})[\\p{L}'’-]+){0,4}[ ,(:]+(%{year})%{to}(%{year})\\b", parts)
local span_after = pattern("(?i)\\b(%{year})%{to}(%{year})[ ,(:]+(?:(?:over|for|a|these|the|of|in|period|which|is)[ ,(:]+){0,3}(%{number})[- ]years?\\b", parts)
-- What the whole publication says of its own length
local own_span = pattern("(?i)\\b(?:(?:next|coming|following) (%{number})[- ]years?|(%{number})[- ]year %{plan}"
  .. "|%{plan} for (?:the )?(?:next )?(%{number}) years)\\b", parts)
local own_range = pattern("(?i)\\bthis %{plan}\\b[^.:;\\n]{0,40}?\\b((?:19|20)\\d\\d)%{to}(%{year})\\b", parts)
local planned = pattern("(?i)\\b%{plan}\\b", parts)
local has_years = pattern("^[ ,(]*(?:from |for |of )?(?:19|20)\\d\\d")
local compares = pattern("(?i)\\b(?:compar\\w+|versus|vs\\.?|back|down|ratio)\\b[^.;]*$")

local NUMBERS = { one = 1, two = 2, three = 3, four = 4, five = 5, six = 6, seven = 7, eight = 8,
  nine = 9, ten = 10 }
local DAYS = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }

local function number(text)
  return NUMBERS[text:lower()] or tonumber(text)
end

local function years(count)
  return count == 1 and "1 year" or count .. " years"
end

-- ---- Dates -----------------------------------------------------------------------------

-- Is it a day of the calendar? Reports it if not.
local function check_day(report, m, day, month, year)
  local length = dates.days_in(month, year)
  if day >= 1 and day <= length then
    return true
  end
  report(m, "there is no \"" .. m.text .. "\": " .. dates.name(month) .. (year and " " .. year or "")
    .. " has " .. length .. " days", { advice = "Find out which day is meant." })
  return false
end

local function check_date(report, m)
  local day, month, year = tonumber(m[2]), dates.month(m[3]), tonumber(m[4])
  if day > 31 and not year or m.quoted then
    return
  end
  if not check_day(report, m, day, month, year) or not m[1] or not year then
    return
  end
  local right = DAYS[dates.number(string.format("%04d-%02d-%02d", year, month, day)) % 7 + 1]
  if m[1]:lower() ~= right:lower() then
    report(m, day .. " " .. dates.name(month) .. " " .. year .. " is a " .. right .. ", not a " .. m[1], {
      level = "warning",
      advice = "Find out whether the day or the date is right.",
    })
  end
end

local function check_dates(page, report)
  if page:has(named_day) then
    for m in page:match(date) do
      check_date(report, m)
    end
  end
  for m in page:match { iso_date, slash_date } do
    local iso = m.which == 1
    local day, month, year = tonumber(m[iso and 3 or 1]), tonumber(m[2]), tonumber(m[iso and 1 or 3])
    if month >= 1 and month <= 12 and not m.quoted then
      check_day(report, m, day, month, year)
    end
  end
end

-- ---- Ranges ----------------------------------------------------------------------------

local BACKWARDS = "Swap the two, or mend the one that is wrong."

local function check_date_ranges(page, report)
  for m in page:match(date_range) do
    local from = tonumber(m[3]) * 400 + dates.month(m[2]) * 32 + (tonumber(m[1]) or 0)
    local to = tonumber(m[6]) * 400 + dates.month(m[5]) * 32 + (tonumber(m[4]) or 32)
    if to < from then
      report(m, "\"" .. m.text .. "\" ends before it starts", { level = "warning", advice = BACKWARDS })
    end
  end
end

-- From and to of a match of year_range, and how it counts: "years", "financial" (2019/20)
-- or "either" (2019-21). Nil for what may be a month.
local function range_of(m)
  local from, to = tonumber(m[1]), tonumber(m[2])
  if to then
    return from, to, "years"
  end
  local short = tonumber(m[4])
  to = from - from % 100 + short
  if from % 100 == 99 and short == 0 then
    to = to + 100
  end
  if to <= from and short <= 12 then
    return nil
  end
  return from, to, (m[3] == "/" or m[3] == " / ") and "financial" or "either"
end

local function check_ranges(page, report)
  for m in page:match(year_range) do
    local from, to = range_of(m)
    if from and to < from and not m.quoted and not compares:test(m.before) then
      report(m, "\"" .. m.text .. "\" ends before it starts", { level = "warning", advice = BACKWARDS })
    end
  end
end

-- ---- How long a period is ----------------------------------------------------------------

-- Why so many years do not fit a period; nil if they do. "2019/20" is one financial year;
-- "2019-21" may be two or three; "2019 to 2021" is three by the calendar, and two only if it
-- runs from one month to the same: `months` says that the publication gives months.
local function misfit(count, from, to, way, months)
  local length = to - from
  if count == length + 1 and (way ~= "financial" or length == 0) then
    return nil
  end
  if count ~= length then
    return way == "financial" and "is " .. years(length) or "is " .. years(length + 1)
  end
  return way == "years" and not months and "is " .. years(length + 1) .. " by the calendar" or nil
end

local SPAN_ADVICE = "Mend the number or the years, or give the months: \"April 2019 to March 2021\"."

local function check_spans(page, report, months)
  for m in page:match { span_before, span_after } do
    local first = m.which == 1
    local count = number(m[first and 1 or 3])
    local from, to = tonumber(m[first and 2 or 1]), tonumber(m[first and 3 or 2])
    local why = to >= from and misfit(count, from, to, "years", months)
    if why then
      report(m, "\"" .. m[first and 1 or 3] .. "\" does not fit: " .. from .. " to " .. to .. " " .. why, {
        level = "warning",
        advice = SPAN_ADVICE,
      })
    end
  end
end

-- ---- The period in the title ---------------------------------------------------------------

-- The years in a text of the front matter or a title: { from, to, way, text }. Read by hand,
-- since patterns search pages only.
local function period_in(text)
  if not any_year:test(text) then
    return nil
  end
  local function digits(from, to)
    local part = text:sub(from, to)
    local value = #part == to - from + 1 and tonumber(part)
    return value and math.type(value) == "integer" and value or nil
  end
  for i = 1, #text - 6 do
    local from = digits(i, i + 3)
    if from and from >= 1900 and from < 2100 then
      local joint = text:sub(i + 4, i + 4)
      local joined = joint == "/" or joint == "-"
      local at = joined and i + 5 or text:sub(i + 4, i + 6) == "–" and i + 7
        or text:sub(i + 4, i + 7) == " to " and i + 8 or nil
      local long, short = at and digits(at, at + 3), at and digits(at, at + 1)
      if long and long >= from and long < 2100 then
        return { from = from, to = long, way = "years", text = text:sub(i, at + 3) }
      elseif short and short > from % 100 then
        return { from = from, to = from - from % 100 + short,
          way = joint == "/" and "financial" or "either", text = text:sub(i, at + 1) }
      end
    end
  end
end

local function own_period(page)
  local title = page.title or ""
  local period = period_in(title) or period_in(tostring(page.meta.subtitle or ""))
  if period then
    period.plan = planned:test(title)
  end
  return period
end

-- The page's own, or that of the publication's first page that names one.
local function period_of(page)
  local own = own_period(page)
  if own then
    return own
  end
  local fact = page:facts("period", "title")()
  return fact and fact.value
end

local function check_length(page, report, period, months)
  local first, why, count = nil, nil, 0
  for m in page:match(own_span) do
    local wrong = misfit(number(m[1] or m[2] or m[3]), period.from, period.to, period.way, months)
    if wrong and not m.quoted and not has_years:test(m.after) then
      first, why, count = first or m, why or wrong, count + 1
    end
  end
  if first then
    local times = count > 1 and " (and " .. count - 1 .. " more like it)" or ""
    report(first, "\"" .. first.text .. "\"" .. times .. " does not fit the title: " .. period.text
      .. " " .. why, { level = "warning", advice = SPAN_ADVICE })
  end
end

local function say_period(report, m, from, to, period)
  if from == period.from and to == period.to then
    return
  end
  report(m, "\"" .. m.text .. "\" is not the period in the title, " .. period.text, {
    level = "warning",
    advice = "Give one period everywhere, or say which other one is meant.",
  })
end

-- A heading that starts in the same year as the title and ends in another; "this strategy"
-- with other years.
local function check_period(page, report, period)
  for heading in page:nodes("heading") do
    for m in heading:match(year_range) do
      local from, to = range_of(m)
      if from == period.from then
        say_period(report, m, from, to, period)
      end
    end
  end
  for m in page:match(own_range) do
    say_period(report, m, tonumber(m[1]), tonumber(m[2]), period)
  end
end

local function check_edition(page, report)
  local edition, own = page.meta.edition, own_period(page)
  local year = edition and tonumber(tostring(edition):sub(1, 4))
  if own and year and year > own.to then
    report(page:field("edition"), "this edition is of " .. year .. ", but the title's period ended in "
      .. own.to, {
        level = "warning",
        advice = "Mend the edition, or give the title the years that are meant.",
      })
  end
end

-- ---- Words -----------------------------------------------------------------------------

local function like(written, other)
  local first = written:sub(1, 1)
  return first ~= first:lower() and other:sub(1, 1):upper() .. other:sub(2) or other
end

-- Which of the row's forms stands there, whatever its ending.
local function form_of(m)
  local text = m.text:lower()
  local best
  for _, form in ipairs(m.entry.phrase) do
    if text:sub(1, #form - 1) == form:sub(1, -2) and (not best or #form > #best) then
      best = form
    end
  end
  return best or text
end

-- Forms by row, in the order of the text: { form, match, count }.
local function forms_on(page)
  local rows, order = {}, {}
  for m in page:find(terms) do
    local key, form = m.entry.phrase[1], form_of(m)
    rows[key] = rows[key] or {}
    if not rows[key][form] then
      rows[key][form] = { key = key, form = form, match = m, count = 0 }
      order[#order + 1] = rows[key][form]
    end
    rows[key][form].count = rows[key][form].count + 1
  end
  return order
end

-- How often each form stands in the publication, as far as forty facts tell.
local function weigh(page, key)
  local counts, looked = {}, 0
  for fact in page:facts("term", key) do
    looked = looked + 1
    local form = fact.value.form
    local entry = counts[form] or { count = 0, path = fact.path, line = fact.line, own = fact.own }
    entry.count = entry.count + fact.value.count
    counts[form] = entry
    if looked == 40 then
      break
    end
  end
  return counts
end

local function check_terms(page, report)
  local said = {}
  for _, own in ipairs(forms_on(page)) do
    local counts = weigh(page, own.key)
    local mine = counts[own.form] and counts[own.form].count or own.count
    for form, other in pairs(counts) do
      local rarer = mine < other.count or (mine == other.count and own.form ~= own.key
        and (form == own.key or form < own.form))
      if form ~= own.form and rarer then
        report(own.match, "\"" .. own.form .. "\" is written \"" .. form .. "\" "
          .. (other.own and "here" or "in " .. other.path) .. ", line " .. other.line, {
            level = "warning",
            fix = own.match.text:lower() == own.form and like(own.match.text, form) or nil,
            advice = "Keep to one form in the whole publication; NHS and GOV.UK style is \""
              .. own.key .. "\".",
          })
        break
      end
    end
    said[own.form], said[own.key] = true, true
  end
  return said
end

local function check_spellings(page, report, said)
  for variant in page:variants() do
    local word, other = variant.word.lower, variant.other.lower
    if not (said[word] or said[other] or styled:row(word) or styled:row(other)) then
      report(variant.word, "\"" .. variant.word.text .. "\" is also spelled \"" .. other .. "\" on this page", {
        level = "warning",
        fix = like(variant.word.text, other),
        advice = "Keep to one spelling.",
      })
    end
  end
end

local function check_capitals(page, report)
  for name in page:names() do
    if name.lower then
      local capital = name.count <= name.lower_count
      local span = capital and name.first or name.lower
      local other = capital and name.lower.text or name.first.text
      report(span, "\"" .. span.text .. "\" is also written \"" .. other .. "\" on this page", {
        level = "warning",
        advice = "Keep to one way. A kind of body or job takes small letters, the name of one takes capitals.",
      })
    end
  end
end

return {
  id = "consistency",
  title = "The text does not contradict itself",
  level = "error",
  languages = { "en" },
  except = { "template" },
  why = "Readers cannot know which of two dates or periods holds, and two spellings look like two things. "
    .. "A date that does not exist makes people miss the day.",
  advice = "Find out what is right and say it the same way everywhere.",

  collect = function(page, fact)
    local period = own_period(page)
    if period then
      fact("period", "title", period)
    end
    if page:has(joined_year) and page:has(date_range) then
      fact("months", "given")
    end
    for _, own in ipairs(forms_on(page)) do
      fact("term", own.key, { form = own.form, count = own.count }, own.match)
    end
  end,

  check = function(page, report)
    check_spellings(page, report, check_terms(page, report))
    check_capitals(page, report)
    local period, months = period_of(page), page:facts("months", "given")() ~= nil
    if page:has(dated) then
      check_dates(page, report)
    end
    if page:has(joined_year) then
      check_date_ranges(page, report)
      check_ranges(page, report)
      check_spans(page, report, months)
      if period then
        check_period(page, report, period)
      end
    end
    if period and period.plan then
      check_length(page, report, period, months)
      check_edition(page, report)
    end
  end,

  examples = function()
    return {
      -- dates
      { good = "We met on Monday 2 March 2026, on 29 February 2024 and on 31 May. The 30 days pass." },
      { good = "See 2024-02-29, 31/12/2025, section 31 and 12/13/2026. Call 0300 123 4567." },
      { good = "\"Come on 31 June,\" she joked." },
      { bad = "Tell us by 31 June 2026.", finds = { "31 June 2026" }, level = "error" },
      { bad = "Tell us by 29th February 2026.", finds = { "29th February 2026" }, level = "error" },
      { bad = "Tell us by 30 February.", finds = { "30 February" }, level = "error" },
      { bad = "Sent on 2026-04-31 and 31/09/2026.", finds = { "2026-04-31", "31/09/2026" }, level = "error" },
      { bad = "Come on Monday 3 March 2026.", finds = { "Monday 3 March 2026" }, level = "warning" },
      -- ranges
      { good = "From 2019 to 2021, 2019/20, 2019-21, 1999/00, 2026-03 and 2024 to 1,000 people." },
      { good = "1 April 2025 to 31 March 2026, and September 2025 to September 2028." },
      { good = "It is down from 2024 to 2022 levels." },
      { bad = "Our plan for 2024 to 2022.", finds = { "2024 to 2022" }, level = "warning" },
      {
        bad = "It runs from 1 April 2026 to 31 March 2025.",
        finds = { "1 April 2026 to 31 March 2025" }, level = "warning",
      },
      -- lengths
      { good = "Our three-year strategy 2022 to 2024. The plan 2022 to 2024 (3 years)." },
      { good = "Our two-year plan from 2022 to 2024 runs from April 2022 to March 2024." },
      { good = "In two years we met often. The board of 2019 to 2021 agreed." },
      { good = "# Strategy 2019/20\n\nOver the coming year we will listen." },
      {
        bad = "Our two-year strategy 2019 to 2021.",
        finds = { "two-year strategy 2019 to 2021" }, level = "warning",
      },
      {
        bad = "From 2019 to 2021 (five years) we listen.",
        finds = { "2019 to 2021 (five years" }, level = "warning",
      },
      { good = "# Report 2019/20\n\nOver the next 3 years we will listen." },
      { good = "# Strategy 2019 to 2021\n\nIt follows our five-year plan, 2014 to 2018." },
      {
        bad = "# Strategy 2019/20\n\nOver the coming two years we will listen.",
        finds = { "coming two years" }, level = "warning",
      },
      {
        bad = "# Strategy 2019/20\n\n## Objectives 2019-21\n\nWe listen. This strategy (2018 to 2020) is short.",
        finds = { "2019-21", "This strategy (2018 to 2020" }, level = "warning",
      },
      {
        bad = "---\ntitle: Plan 2019 to 2021\nedition: 2023-05-01\n---\n\nText.",
        finds = { "2023-05-01" }, level = "warning",
      },
      -- words
      { good = "We co-produce. Our co-production is a well-known way to co-produce; re-form or reform it." },
      { good = "A mental health care plan needs good healthcare. Emails and an email. Lessons learned; we learnt." },
      { good = "## Primary Care Networks\n\nPrimary care networks meet. Our primary care network agrees." },
      { good = "Use e-mail. We read each email: style says which is right." },
      { bad = "Each web-page. We read a webpage, and webpages help.", finds = { "web-page" }, level = "warning" },
      {
        bad = "We value coproduction. Co-production helps, so co-production stays.",
        finds = { "coproduction" }, level = "warning",
      },
      { bad = "We organize events and organise visits to organise more.", finds = { "organize" }, level = "warning" },
      { bad = "A cross-party group. The crossparty group met, a cross-party one.", finds = { "crossparty" } },
      {
        bad = "We ask each Primary Care Network. One primary care network answered, then another "
          .. "primary care network.",
        finds = { "Primary Care Network" }, level = "warning",
      },
      {
        bad = "The Involvement Committee met. The Involvement Committee asked the involvement committee.",
        finds = { "involvement committee" }, level = "warning",
      },
    }
  end,
}
