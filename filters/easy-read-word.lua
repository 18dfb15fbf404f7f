local abbreviations = pattern("(?i)(?<![\\w.])(?:etc\\.?|e\\.?g\\.?|i\\.e\\.?|ie|nb|asap|vs\\.?|approx\\.?)(?![\\w])")
local signs = pattern("&|(?<=\\w)/(?=\\p{L})|%|(?<= )[+=](?= )")
local roman = pattern("\\b(?:I{2,3}|IV|VI{1,3}|IX|XI{0,3}|XI?V|XVI{0,3})\\b")
local capitals = pattern("\\b\\p{Lu}{2,}(?:[ ,]+\\p{Lu}{2,})+\\b")
local contractions = pattern("(?i)\\b(?:is|are|was|were|do|does|did|ca|wo|would|should|could|has|have|had|must|need|might)n['’]t\\b")
local double_negative = pattern("(?i)\\b(?:not|never|no|cannot|\\w+n['’]t|nobody|nothing)\\b(?: \\w+){0,2} "
  .. "(?:un(?!less|til|der|ion|ions|it|its|ique|iversity|ite|ited|cle)\\w+|without|unless|never|nothing|nobody|no one"
  .. "|fail|fails|prevent|avoid|stop)\\b|\\b(?i:not only|no fewer than|no more than|no less than|nothing but|not least)\\b")
local large = pattern("(?<![\\d£$€,.])\\d{1,3}(?:,\\d{3})+(?!\\d)|(?<![\\d£$€,.])[1-9]\\d{4,}(?![\\d])|\\b\\d+\\.\\d+\\b")
local contact = pattern("@|https?:|^[\\d +()-]{9,}$")

-- Everybody knows these better than their long forms.
local known = phrases { "NHS", "GP", "GPs", "TV", "DVD", "CD", "BBC", "UK", "A&E", "COVID", "OK", "USB", "PIN" }

local CONTRACTED = { ca = "cannot", wo = "will not" }

-- "don't" and "don’t" without the last three characters.
local function written_out(text)
  local plain = text:lower()
  local stem = plain:sub(1, utf8.offset(plain, -3) - 1)
  return CONTRACTED[stem] or stem .. " not"
end

local function each(page, shape, report, message, more)
  for match in page:match(shape) do
    local block = match.block
    if not (block and block.kind == "image") and not match.link and not contact:test(match.text) then
      local said = more(match)
      said.level = "warning"
      report(match, string.format(message, '"' .. match.text .. '"'), said)
    end
  end
end

local function advise(text)
  return function()
    return { advice = text }
  end
end

-- Words in a row of capitals are reported as such.
local function stands_alone(word)
  local before, after = word.previous, word.next
  return not (before and before:is("acronym")) and not (after and after:is("acronym"))
end

local function check_acronyms(page, report)
  local exempt = {}
  for match in page:find(known) do
    exempt[match.text] = true
  end
  for word in page:words("acronym") do
    if not exempt[word.text] and not roman:test(word.text) and stands_alone(word) then
      report(word, '"' .. word.text .. '" is a short form; easy read writes names in full',
        { advice = "Write the whole name each time, or say what it is in plain words." })
    end
  end
end

return {
  id = "easy-read-word",
  title = "Easy read uses whole, common words",
  level = "error",
  why = "Short forms, signs and capitals are read letter by letter, and \"not un-\" has to be "
    .. "worked out like a sum. People give up on a text that does this.",
  only = { "easy-read" },
  languages = { "en" },

  check = function(page, report)
    check_acronyms(page, report)
    each(page, abbreviations, report, "%s is a short form",
      advise("Write \"for example\", \"that is\", \"and so on\", or leave it out."))
    each(page, signs, report, "the sign %s has to be worked out", advise("Write the word: \"and\", \"or\", \"out of 100\"."))
    each(page, roman, report, "%s is a Roman number", advise("Write 2, 3, 4."))
    each(page, capitals, report, "%s is in capitals, which hide the shape of words", advise("Write it in small letters."))
    each(page, contractions, report, "%s is easily read without its \"not\"", function(match)
      return { fix = written_out(match.text), advice = 'Write "' .. written_out(match.text) .. '".' }
    end)
    each(page, double_negative, report, "%s says no twice, or says it by a turn of phrase", advise("Say what is so, not what is not."))
    each(page, large, report, "%s is a number that is hard to picture", advise("Say \"about 2 thousand\", \"many\" or \"half\"."))
    for emph in page:nodes("emph") do
      report(emph, "slanted letters are harder to read", { level = "warning", advice = "Use thick letters, for a hard word only." })
    end
  end,

  examples = function()
    local start = "---\nkind: easy-read\n---\n\n"
    return {
      { good = start .. "The NHS and your GP can help. It is on TV.\n\nCall [01632 960147](tel:+441632960147)." },
      { good = start .. "We decide with you. It takes 8 weeks and costs £20,000." },
      { bad = start .. "The ICB decides.", finds = { "ICB" }, level = "error" },
      { bad = start .. "We help with food, rent etc.", finds = { "etc." } },
      { bad = start .. "Food & drink, and/or help for 10% of you.", finds = { "&", "/", "%" } },
      { bad = start .. "See part IV of it.", finds = { "IV" } },
      { bad = start .. "PLEASE NOTE the date.", finds = { "PLEASE NOTE" } },
      { bad = start .. "We don't know.", finds = { "don't" } },
      { bad = start .. "We won’t forget.", finds = { "won’t" } },
      { bad = start .. "It is not unusual to wait.", finds = { "not unusual" } },
      { bad = start .. "We asked 12,000 people. The mean is 3.7 now.", finds = { "12,000", "3.7" } },
      { bad = start .. "This is *important*.", finds = { "*important*" } },
    }
  end,
}
