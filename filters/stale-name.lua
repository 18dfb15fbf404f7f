-- Bodies that have ended, written of as if they were still there. Silent where the text
-- itself looks back, or is from that time.

local bodies = phrases "ended-bodies.yaml"

local looks_back = pattern("(?i)\\b(?:was|were|had|did|former(?:ly)?|previous(?:ly)?|until|since|before|replac\\w+"
  .. "|abolish\\w+|dissol\\w+|merge[dr]?|succeed\\w+|success\\w+|predecessors?|took over|taken over|takes over|ended"
  .. "|closed|no longer|used to|inherited|legacy|renamed|now (?:called|known|part)|supersed\\w+|became|becomes?"
  .. "|transferred|archived?|then|at the time|history|historic\\w*|once|originally|wound up|disbanded|defunct)\\b")
local four_digits = pattern("\\d{4}")
local year = pattern("\\b((?:19|20)\\d\\d)(?:\\s?[/–-]\\s?(\\d\\d)(?!\\d))?\\b")

-- "on 1 July 2022", "in July 2024", "in 2012"
local function when(date)
  return (#date == 10 and "on " or "in ") .. (dates.spelt(date) or date)
end

-- The last year a text names, with "2019/20" as 2020; nil if it names none.
local function last_year(text)
  if not four_digits:test(text) then
    return nil
  end
  local last
  for i = 1, #text - 3 do
    local number = tonumber(text:sub(i, i + 3))
    if number and number >= 1900 and number < 2100 and math.type(number) == "integer" then
      local short = tonumber(text:sub(i + 5, i + 6))
      local joined = text:sub(i + 4, i + 4)
      if short and (joined == "/" or joined == "-") and number % 100 < short then
        number = number - number % 100 + short
      end
      last = math.max(last or 0, number)
    end
  end
  return last
end

-- When the page was written or up to when it holds, as far as it says so.
local function date_of(page)
  local edition = page.meta.edition
  if edition then
    return tostring(edition)
  end
  local last = last_year((page.title or "") .. " " .. (page.meta.subtitle or ""))
  return last and tostring(last) or nil
end

local function before(date, ended)
  local size = math.min(#date, #ended)
  return date:sub(1, size) <= ended:sub(1, size)
end

local function names_early_year(sentence, ended)
  for m in sentence:match(year) do
    if m[1] <= ended:sub(1, 4) then
      return true
    end
  end
  return false
end

local function is_written_so(m, entry)
  if entry.noun then
    return true
  end
  if type(entry.phrase) == "string" then
    return m.text == entry.phrase
  end
  for _, form in ipairs(entry.phrase) do
    if m.text == form then
      return true
    end
  end
  return false
end

local function is_past(m, ended)
  local sentence = m.sentence
  return sentence and (looks_back:test(sentence.text) or names_early_year(sentence, ended))
end

local function replacement(m, entry)
  if not entry.successor or not entry.noun then
    return entry.successor
  end
  local many = m.text:sub(-1):lower() == "s"
  return many and entry.successor:sub(-1) ~= "s" and entry.successor .. "s" or entry.successor
end

local function say(report, m, entry, count)
  local times = count > 1 and " (" .. count .. " times here)" or ""
  report(m, "\"" .. m.text .. "\"" .. times .. " ended or changed its name " .. when(entry.ended), {
    fix = replacement(m, entry),
    advice = (entry.successor and "Name what took its place: " .. entry.successor
      or "Name the body that does the work today: " .. entry.after)
      .. ". If you write of the past, say so with a year or \"the former\".",
  })
end

return {
  id = "stale-name",
  title = "Bodies that have ended are not named as alive",
  level = "warning",
  languages = { "en" },
  why = "A body that has ended cannot be rung, complained to or held to account. Its name also tells "
    .. "readers that nobody has looked at the page for years.",
  advice = "Name the body that does the work today.",

  check = function(page, report)
    local found, order, date = {}, {}, nil
    for m in page:find(bodies) do
      local entry = m.entry
      if not entry.alive and is_written_so(m, entry) then
        date = date or date_of(page) or "9999"
        local key = entry.successor and entry.ended .. entry.successor or entry.after
        if not before(date, entry.ended) and not m.quoted and not is_past(m, entry.ended) then
          if not found[key] then
            found[key] = { match = m, entry = entry, count = 0 }
            order[#order + 1] = found[key]
          end
          found[key].count = found[key].count + 1
        end
      end
    end
    for _, one in ipairs(order) do
      say(report, one.match, one.entry, one.count)
    end
  end,

  examples = function()
    return {
      { good = "Ask your integrated care board, or NHS England." },
      { good = "Clinical commissioning groups were replaced in 2022." },
      { good = "The former Public Health England set this standard." },
      { good = "Source: Public Health England, 2019." },
      { good = "NHS Digital, which merged with NHS England, ran the service." },
      { good = "# Engagement strategy 2019/20\n\nThe clinical commissioning group leads it." },
      { good = "---\ntitle: Our plan\nedition: 2021-03-01\n---\n\nThe CCG leads this work." },
      { good = "The Department of Health and Social Care sets the budget." },
      { good = "The Department of Health in Northern Ireland sets the budget." },
      { good = "The NHS improvement hub helps. Our NHS Improvement Plan is ready." },
      { good = "> Public Health England tells us what to do." },
      {
        bad = "Public Health England leads this work.",
        finds = { "Public Health England" },
      },
      {
        bad = "Your clinical commissioning group plans care. Clinical commissioning groups pay for it.",
        finds = { "clinical commissioning group" },
      },
      { bad = "We report to the CCG each month.", finds = { "CCG" } },
      { bad = "Call NHS Direct for advice.", finds = { "NHS Direct" } },
      { bad = "Follow us on Twitter.", finds = { "Twitter" } },
      {
        bad = "---\ntitle: Our plan\nedition: 2023-03-01\n---\n\nThe CCG leads this work.",
        finds = { "CCG" },
      },
      { bad = "The Department of Health sets the budget.", finds = { "Department of Health" } },
      {
        bad = "The Department for Levelling Up, Housing and Communities pays.",
        finds = { "Department for Levelling Up" },
      },
      {
        bad = "Local safeguarding children boards meet here.",
        finds = { "Local safeguarding children boards" },
      },
    }
  end,
}
