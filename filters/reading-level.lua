-- The level is an average over sentences, so it says where to work first, and which three
-- edits gain most: computed, not guessed (edits.c). It is a report and not a gate: the same
-- text scores three grades apart in two tools, and the NHS advises against formulas except
-- to set priorities.

local words = phrases "plain-words.yaml"

local SHOWN_WORDS = 5 -- of a sentence that is to be split
local LONGEST = 24 -- letters of a word

local function tenth(number)
  return string.format("%.1f", number)
end

-- Pupils of grade g are g + 5 years old; the UK speaks of reading age.
local function age(grade)
  return math.floor(math.max(grade, 0) + 5.5)
end

local formulas = {
  { "kincaid", "Flesch-Kincaid" }, { "smog", "SMOG" }, { "fog", "Fog" },
  { "coleman_liau", "Coleman-Liau" }, { "ari", "ARI" }, { "dale_chall", "Dale-Chall" },
}

-- Grades first, then the scores of other scales.
local function scores(stats)
  local parts = {}
  for _, formula in ipairs(formulas) do
    local score = stats[formula[1]]
    parts[#parts + 1] = formula[2] .. " " .. (score and tenth(score) or "needs 10 sentences")
  end
  return table.concat(parts, ", ") .. "; Flesch ease " .. tenth(stats.flesch) .. ", LIX "
    .. tenth(stats.lix) .. ", RIX " .. tenth(stats.rix)
end

local function counts(stats)
  return stats.words .. " words in " .. stats.sentences .. " sentences"
end

-- No word is so long in earnest.
local function short(text)
  return shorten(text, LONGEST)
end

local function opening(sentence)
  local shown = {}
  for word in sentence:words() do
    if #shown == SHOWN_WORDS then
      break
    end
    shown[#shown + 1] = short(word.text)
  end
  return "\"" .. table.concat(shown, " ") .. "…\""
end

local function times(count)
  return count == 1 and "" or " (" .. count .. " times)"
end

local function describe(edit)
  local gain = " −" .. string.format("%.2f", edit.gain)
  if edit.kind == "split" then
    return "split " .. opening(edit.span) .. " of " .. edit.span.count .. " words into "
      .. edit.times .. gain
  elseif edit.kind == "plain" then
    return "\"" .. edit.use .. "\" for \"" .. short(edit.span.text) .. "\"" .. times(edit.times) .. gain
  end
  return "a word of 2 syllables for \"" .. short(edit.span.text) .. "\"" .. times(edit.times) .. gain
end

local function advice(edits)
  if #edits == 0 then
    return nil
  end
  local parts = {}
  for i, edit in ipairs(edits) do
    parts[i] = describe(edit)
  end
  return "What lowers the Flesch-Kincaid grade most: " .. table.concat(parts, "; ")
    .. "; to " .. tenth(edits.after) .. "."
end

local function long_enough(stats, options)
  return stats.words >= options.least_words and stats.sentences >= options.least_sentences
end

local function say(report, span, what, stats, edits, options)
  report(span, what .. " asks for a reading age of " .. age(stats.kincaid) .. "; " .. options.age
    .. " is the aim (" .. scores(stats) .. "; " .. counts(stats) .. ")", { advice = advice(edits) })
end

return {
  id = "reading-level",
  title = "The text can be read by most people",
  level = "warning",
  languages = { "en" },
  why = "The average reading age in the UK is 9 to 11; NHS text aims at that, and at 11 to 14 "
    .. "where the matter needs it. A high level shows where readers will give up. Counted are "
    .. "sentences of paragraphs, list items and quotes; not headings, tables and captions.",
  advice = "Split long sentences, and use plainer words.",
  options = {
    age = 14,
    least_words = 100,
    least_sentences = 5,
    kinds = { ["easy-read"] = { age = 9 } },
  },

  check = function(page, report, options)
    local whole = page.stats
    if long_enough(whole, options) and age(whole.kincaid) > options.age then
      say(report, page, "this page", whole, page:edits(words), options)
    end
    for section in page:sections() do
      local own = section.own
      if long_enough(own, options) and age(own.kincaid) > options.age then
        local heading = section:nodes("heading")()
        say(report, heading or section, "this section", own, section:edits(words, true), options)
      end
    end
  end,

  examples = function()
    return {
      { good = "# Call us\n\nYou can call us. We are here to help. We speak your language. "
          .. "Ask for a nurse. She will call you back.",
        options = { least_words = 10 } },
      { good = "Participation." }, -- too short to say
      {
        bad = "# Plan\n\n## Introduction\n\nThe organisation will facilitate comprehensive participation. "
          .. "Representative communities contribute to strategic decision-making. "
          .. "Commissioning responsibilities necessitate considerable collaboration. "
          .. "Statutory consultation requirements are administered accordingly. "
          .. "Accountability arrangements demonstrate organisational transparency.",
        options = { least_words = 10 },
        finds = { "# Plan", "## Introduction" },
      },
      {
        bad = "The nurses and the doctors of all our wards and of the surgeries in the town and the "
          .. "villages around it met in the hall last week, and they spoke of the ways in which they "
          .. "could make the lives of people who are ill at home a little easier than they are now. "
          .. "We went. We came. We ate. We sang.",
        options = { least_words = 10, age = 7 },
      },
    }
  end,
}
