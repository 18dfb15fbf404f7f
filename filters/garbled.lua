-- Text that a conversion spoiled: letters read in the wrong encoding, words broken at
-- the end of a line, spaces inside addresses. Each shape is wrong in any text; what a
-- person may have meant to write is not looked for here.

local damage = pattern([=[(?x)
  # UTF-8 that was read as Windows-1252: "â€™" for ’, "Ã©" for é
    (?: [ÂÃ][\x{A0}-\x{BF}€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ] | [ÄÅ][‚„…™›‡•ºŸ¼½¾]
      | â[€†‚ˆ„][\x{80}-\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]? | ï»¿ | ï¿½ )+ (*:encoding)
  | \x{FFFD}+ (*:lost)
  | [ﬀ-ﬆ] (*:ligature)
  | [\x{E000}-\x{F8FF}]+ (*:private)
  | [\x{01}-\x{08}\x{0B}\x{0C}\x{0E}-\x{19}\x{1B}-\x{1F}\x{7F}-\x{9F}\x{FEFF}\x{FFFC}\x{2028}\x{2029}]+ (*:control)
  | & (?:nbsp|amp|quot|apos|lt|gt|[lr]squo|[lr]dquo|[nm]dash|hellip|pound|\#[0-9]{2,4}); (*:entity)
  | (?<=\p{L}{2}|\bI) \? (?:s|t|re|ve|ll|d) \b (?![ ]?\?) (*:apostrophe)
]=])

local spaced = pattern([=[(?x)
    (?=@) (?<=\w)  @[ ] [\w-]+ (?: \.[\w-]+ )+ (*:address)
  | (?=@) (?<=\w[ ]) @[ ] [\w-]+ (?: \.[\w-]+ )+ (*:address)
  | (?=@) (?<=\w) @ [\w.-]+ (?: [ ]\. | \.[ ] ) (?:nhs|gov|org|co|ac) (?: [ ]?\.[ ]?(?:uk|net) )? \b (*:address)
  | (?=\.[ngoc]) (?<=\w) \. (?:nhs|gov|org|co|ac) (?: [ ]\.[ ]? | \.[ ] ) uk \b (*:address)
  | [.!?] (?=[A-Z]) (?<=\p{Ll}{3}.) (?: The|We|This|It|In|If|You|Our|They|There|These|To|For|Please|When|As|All
      |Some|But|And|He|She|What|How|Who|Your|Their|By|At|On|From|With ) (?= [ ]\p{Ll} ) (*:run_on)
]=])
local web = pattern([=[(?x) \b www (?: [ ]\. | \.[ ] ) [\w-]+ (?: \.[\w-]+ )+ (*:address)]=])
local scheme = pattern([=[(?x) \b https? (?: [ ]: | :[ ]/ | :/[ ]/ | ://[ ] ) \S+ (*:address)]=])
local codes = pattern([=[(?x)
    (?=[A-Z]{1,2}[0-9]) \b [A-Z]{1,2}[0-9][0-9A-Z]? [ ] (?: [OI][ABD-HJLNP-UW-Z]{2} | [0-9](?:[A-Z][0-9]|[0-9][A-Z]) ) \b (*:postcode)
  | (?=[0-9][ ][0-9]) (?<![\w.,-]) [0-9] [ ] [0-9][A-Z][0-9]{1,2} \b (*:code)
]=])
local meant_twice = pattern("^(?:had|that|very|really|so|long|many|far|never|no|bye|more|much|blah|knock|ha|hear|again|bora|pago|is|in|on|up|down|night)$")

-- Windows-1252 where it differs from Latin-1
local function windows()
  return {
    [0x20AC] = 0x80, [0x201A] = 0x82, [0x192] = 0x83, [0x201E] = 0x84, [0x2026] = 0x85,
    [0x2020] = 0x86, [0x2021] = 0x87, [0x2C6] = 0x88, [0x2030] = 0x89, [0x160] = 0x8A,
    [0x2039] = 0x8B, [0x152] = 0x8C, [0x17D] = 0x8E, [0x2018] = 0x91, [0x2019] = 0x92,
    [0x201C] = 0x93, [0x201D] = 0x94, [0x2022] = 0x95, [0x2013] = 0x96, [0x2014] = 0x97,
    [0x2DC] = 0x98, [0x2122] = 0x99, [0x161] = 0x9A, [0x203A] = 0x9B, [0x153] = 0x9C,
    [0x17E] = 0x9E, [0x178] = 0x9F,
  }
end

local function ligatures()
  return {
    [0xFB00] = "ff", [0xFB01] = "fi", [0xFB02] = "fl", [0xFB03] = "ffi", [0xFB04] = "ffl",
    [0xFB05] = "st", [0xFB06] = "st",
  }
end

-- What the bytes meant, or nil.
local function decode(text)
  local bytes, from = {}, windows()
  for _, code in utf8.codes(text) do
    local byte = from[code] or code
    if byte > 0xFF then
      return nil
    end
    bytes[#bytes + 1] = string.char(byte)
  end
  local whole = table.concat(bytes)
  return utf8.len(whole) and whole or nil
end

local REPORTS = {}

function REPORTS.encoding(m)
  local meant = decode(m.text)
  return "\"" .. m.text .. "\" is a character read in the wrong encoding", {
    level = "error", fix = meant,
    advice = not meant and "Write the character that was meant." or nil,
  }
end

function REPORTS.lost()
  return "a character was lost in conversion", {
    level = "error", advice = "Look it up in the original and write it anew.",
  }
end

function REPORTS.ligature(m)
  local letters = ligatures()[utf8.codepoint(m.text)]
  return "\"" .. m.text .. "\" is one character for the letters \"" .. letters .. "\"", {
    fix = letters, certain = true,
  }
end

function REPORTS.private(m)
  return string.format("the character U+%04X is private to one font and prints as a box", utf8.codepoint(m.text)), {
    level = "error", advice = "Write a bullet as a list in Markdown, and a symbol as its own character.",
  }
end

function REPORTS.control(m)
  return string.format("the character U+%04X is invisible and does not belong in text", utf8.codepoint(m.text)), {
    fix = "",
  }
end

function REPORTS.entity(m)
  return "\"" .. m.text .. "\" is the code of a character and prints as it stands", {
    advice = "Write the character itself.",
  }
end

function REPORTS.apostrophe(m)
  return "\"" .. m.text .. "\" has a question mark in the place of an apostrophe", {
    fix = "'" .. m.text:sub(2),
  }
end

function REPORTS.address(m)
  return "the address \"" .. m.text .. "\" has a space inside", { advice = "Take the space out." }
end

function REPORTS.postcode(m)
  return "\"" .. m.text .. "\" looks like a postcode and cannot be one", {
    advice = "A postcode ends with a figure and two letters, like \"0AB\".",
  }
end

function REPORTS.code(m)
  return "\"" .. m.text .. "\" looks like one number with a space inside", {
    fix = m.text:sub(1, 1) .. m.text:sub(3),
  }
end

function REPORTS.run_on(m)
  return "a space is missing before \"" .. m.text:sub(2) .. "\"", {
    fix = m.text:sub(1, 1) .. " " .. m.text:sub(2),
  }
end

local function check_doubled(page, report)
  for word in page:words("doubled") do
    local name = word:is("capital") and not word.previous:is("capital")
    if not name and not meant_twice:test(word.lower) then
      report(word, "the word \"" .. word.text .. "\" stands here twice", {
        level = "warning", advice = "Delete one of them.",
      })
    end
  end
end

-- "informa tion": one half at least is no word, and both together are one.
local SHORTEST = 6
-- "in struct" is jargon after a short word, not "instruct"
local SHORT_WORD = 2

local function broken_pair(word)
  local before = word.previous
  local joined = before and before:joined()
  if joined and #joined >= SHORTEST and #before.text > SHORT_WORD then
    return before, joined
  end
  joined = word:joined()
  if joined and #joined >= SHORTEST and #word.text > SHORT_WORD then
    return word, joined
  end
end

local function check_broken(page, report)
  local last
  for word in page:words("misspelt") do
    local first, joined = broken_pair(word)
    if first and first ~= last then
      report(first, "\"" .. first.text .. " " .. first.next.text .. "\" looks like one word broken in two", {
        level = "warning", advice = "Write \"" .. joined .. "\".",
      })
      last = first
    end
  end
end

return {
  id = "garbled",
  title = "Nothing was spoiled in conversion",
  level = "error",
  why = "Text copied from a PDF or an old file often brings broken words and strange characters. \z
    Readers stumble, and screen readers and search do not find the words.",
  advice = "Compare it with the original.",
  dictionary = true,
  supersedes = { "spelling", "link" },

  check = function(page, report)
    for m in page:match { damage, spaced, web, scheme, codes } do
      local message, more = REPORTS[m.mark](m)
      more.level = more.level or "warning"
      report(m, message, more)
    end
    check_doubled(page, report)
    check_broken(page, report)
  end,

  examples = function()
    return {
      { bad = "The patientâ€™s cafÃ© costs Â£5.", finds = { "â€™", "Ã©", "Â£" }, level = "error" },
      { bad = "The of�ce is open.", finds = { "�" }, level = "error" },
      { bad = "The ofﬁce is open. Don?t worry. Call us\u{A0}today &amp;nbsp; now.",
        finds = { "ﬁ", "?t", "&amp;nbsp;" }, level = "warning" },
      { bad = "\u{F0B7} One item", finds = { "\u{F0B7}" }, level = "error" },
      { bad = "A soft\u{2028}break.", finds = { "\u{2028}" }, level = "warning" },
      { bad = "See www. nhs.uk or write to help @ nhs.net or info@leeds. gov.uk.", level = "warning",
        finds = { "www. nhs.uk", "@ nhs.net", "@leeds. gov.uk" } },
      { bad = "Sections 14P and 1 4Z1 apply. Write to LS1 4Z1.", finds = { "1 4Z1", "LS1 4Z1" } },
      { bad = "We asked the the board.It was clear.", finds = { "the", ".It" }, level = "warning" },
      { bad = "Our informa tion for the com- munity.", finds = { "informa", "com" }, level = "warning" },
      { good = "She had had a café au lait at the GP’s. We know that that is so. Château, Ça va?" },
      { good = "Short- and long-term care. Write to LS1 4AP, or see www.nhs.uk. AT&T pays £5." },
      { good = "What is it? The café’s “menu”. NON! CAFÉ” is French; ÎLE… Use Node.js, e.g. here." },
    }
  end,
}
