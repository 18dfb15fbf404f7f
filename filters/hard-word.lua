-- Words that have plainer ones. The list and its contexts stand in data/plain-words.yaml:
-- "deliver" is hard in "deliver improvements" and right in "deliver babies".

local words = phrases "plain-words.yaml"

local MOST_PLACES = 3 -- of one word on a page; a word used 20 times is one habit, not 20 faults

-- A capital inside a sentence: part of a name, such as "Partnership Working Group".
local function is_name(m)
  local text = m.text
  local first = text:sub(1, 1)
  local sentence = m.sentence
  return first ~= first:lower() and sentence ~= nil and sentence.text:sub(1, #text) ~= text
end

-- "use, make use of" → "use" or "make use of"
local function listed(use)
  local quoted = "\"" .. use .. "\""
  local parts, start = {}, 1
  for i = 1, #use do
    if use:sub(i, i + 1) == ", " then
      parts[#parts + 1] = "\"" .. use:sub(start, i - 1) .. "\""
      start = i + 2
    end
  end
  if start == 1 then
    return quoted
  end
  parts[#parts + 1] = "\"" .. use:sub(start) .. "\""
  return table.concat(parts, " or ")
end

local function advice(entry)
  if entry.say then
    return entry.say:sub(1, 1):upper() .. entry.say:sub(2) .. "."
  end
  return "Write " .. listed(entry.use) .. ", in the form that fits."
end

local function key_of(entry)
  return type(entry.phrase) == "table" and entry.phrase[1] or entry.phrase
end

return {
  id = "hard-word",
  title = "Words are plain",
  level = "warning",
  languages = { "en" },
  why = "Four in ten adults in England struggle with written health information. Plain words "
    .. "are read faster by everyone, experts too.",
  advice = "Write the plainer word.",

  check = function(page, report)
    local places = {}
    for m in page:find(words) do
      local entry = m.entry
      local key = key_of(entry)
      places[key] = (places[key] or 0) + 1
      if places[key] <= MOST_PLACES and not is_name(m) and not m.quoted then
        report(m, "\"" .. m.text .. "\" has a plainer word", { advice = advice(entry) })
      end
    end
  end,

  examples = function()
    return {
      { bad = "We will utilise data in order to facilitate change.",
        finds = { "utilise", "in order to", "facilitate" } },
      { bad = "People with hypertension suffer from it.", finds = { "hypertension", "suffer from" } },
      { bad = "We delivered improvements going forward.", finds = { "delivered", "going forward" } },
      { bad = "He committed suicide.", finds = { "committed suicide" } },
      { bad = "We leverage our partners.", finds = { "leverage" } },
      { bad = "It should be noted that we met.", finds = { "It should be noted that" } },
      { good = "Midwives deliver babies, and drivers deliver letters to your home." },
      { good = "We commit to this. Foster carers and foster families met. Newcastle upon Tyne." },
      { good = "The Partnership Working Group said: “We will utilise it.”" },
      { good = "Smoking cessation, pulmonary hypertension and the fracture clinic." },
    }
  end,
}
