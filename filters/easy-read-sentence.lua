local joins = phrases {
  "and", "but", "or", "which", "because", "so that", "although", "while", "whereas", "however",
  "unless", "until", "therefore", "whose", "whom",
}
local commas = pattern("[,;:]")
local brackets = pattern("\\([^()\\n]*\\)")
local link_text = pattern("^https?:|@")

local function count(iterator)
  local found = 0
  for _ in iterator do
    found = found + 1
  end
  return found
end

local function check_sentence(report, sentence, options)
  local joined = count(sentence:find(joins))
  local parted = count(sentence:match(commas))
  if joined > options.joins then
    report(sentence, "this sentence joins " .. joined + 1 .. " ideas",
      { advice = "Write one sentence for each idea. A full stop is easier than \"and\", \"but\" or \"which\"." })
  elseif parted > options.commas then
    report(sentence, "this sentence has " .. parted .. " commas or the like; " .. options.commas
      .. " is the most", { advice = "Make two sentences of it, or an idea for each thing in the list." })
  end
end

return {
  id = "easy-read-sentence",
  title = "In easy read, a sentence says one thing",
  level = "warning",
  why = "A person who reads with effort has to hold the first half of a sentence in mind while "
    .. "reading the second. Two short sentences ask less.",
  only = { "easy-read" },
  languages = { "en" },
  options = { joins = 1, commas = 1 },

  check = function(page, report, options)
    for sentence in page:sentences() do
      check_sentence(report, sentence, options)
    end
    for match in page:match(brackets) do
      if not link_text:test(match.text) then
        report(match, "words in brackets are easily missed", { advice = "Make a sentence of them, or leave them out." })
      end
    end
  end,

  examples = function()
    local start = "---\nkind: easy-read\n---\n\n"
    return {
      { good = start .. "We listen to you. Then we act.\n\nYou can text or phone us." },
      { good = start .. "We plan care in hospitals, in clinics and at home." },
      { bad = start .. "We listen and we act, but we cannot do everything.",
        finds = { "We listen and we act, but we cannot do everything." } },
      { bad = start .. "We listen, act, check, learn.", finds = { "We listen, act, check, learn." } },
      { bad = start .. "You can phone us (on weekdays).", finds = { "(on weekdays)" } },
    }
  end,
}
