-- Sentences are those of paragraphs, items and quotes; an item is counted without its
-- lead-in. The advice says where the sentence could end: computed from its joints, the best
-- one near its middle.

local joints = pattern([==[(?x)
    ;(*MARK:strong) | \ –(?=\ )(*MARK:strong) | :(?=\ \p{Ll})(*MARK:strong)
  | ,\ (?:and|but|so|yet|which|who|where|because|while|although|as\ well\ as|including)\b(*MARK:comma)
  | \ (?:because|although|whereas|while|which|so\ that|in\ order\ to)\b(*MARK:weak)
  | \ (?:and|but)\b(*MARK:weak)
]==])
local commas = pattern("[,;](?= )")

local LEAST = 5 -- words on either side of a joint
local COST = { strong = 0, comma = 1, weak = 4 }
local SHOWN = 4 -- words behind the joint, in the advice
local LIST = 4 -- commas or semicolons that look like a list

local function count_of(iterator)
  local count = 0
  for _ in iterator do
    count = count + 1
  end
  return count
end

-- The joint nearest to the middle; strong ones may lie further off.
local function best_joint(sentence)
  local best, best_cost
  for m in sentence:match(joints) do
    local position = m.position
    if position >= LEAST and sentence.count - position >= LEAST then
      local cost = math.abs(position - sentence.count / 2) + COST[m.mark]
      if not best or cost < best_cost then
        best, best_cost = m, cost
      end
    end
  end
  return best
end

local function advice(sentence)
  if count_of(sentence:match(commas)) >= LIST then
    return "Turn its parts into a list, or split it where one idea ends."
  end
  local joint = best_joint(sentence)
  if not joint then
    return nil
  end
  local text = joint.text .. joint.after
  local from = 1
  while text:sub(from, from) == " " or text:sub(from, from) == "," or text:sub(from, from) == ";"
    or text:sub(from, from) == ":" do
    from = from + 1
  end
  local left = sentence.count - joint.position
  local wanted = math.min(SHOWN, left)
  local shown, blanks = from, 0
  while shown <= #text and blanks < wanted do
    blanks = blanks + (text:sub(shown, shown) == " " and 1 or 0)
    shown = shown + 1
  end
  local piece = text:sub(from, blanks == wanted and shown - 2 or shown - 1)
  return "Split it before \"" .. piece .. (left > SHOWN and " …" or "")
    .. "\", or turn its parts into a list."
end

return {
  id = "sentence-length",
  title = "Sentences are short",
  level = "error",
  why = "People who read slowly, are anxious or use a screen reader lose the thread of a long "
    .. "sentence. GOV.UK allows 25 words; easy read allows 15. An accessibility statement has 30, "
    .. "since the law fixes sentences of it.",
  advice = "Split it where one idea ends, or turn its parts into a list.",
  options = {
    limit = 25,
    kinds = { ["easy-read"] = { limit = 15 }, statement = { limit = 30 } },
  },

  check = function(page, report, options)
    for sentence in page:sentences() do
      if sentence.count > options.limit then
        report(sentence, "this sentence has " .. sentence.count .. " words; "
          .. options.limit .. " is the most", { advice = advice(sentence) })
      end
    end
  end,

  examples = function()
    return {
      { good = "Call us on 0300 123 4567. We can help you to see a doctor." },
      {
        good = "We asked people, staff and partners what matters to them, and they told us that "
          .. "short waits, kind words and clear letters matter most.",
      },
      {
        bad = "We asked people, staff and partners what matters to them, and they told us that "
          .. "short waits, kind words and clear letters matter most of all, every time.",
      },
      { bad = "One two three. Four five.", options = { limit = 2 }, finds = { "One two three." } },
      {
        -- headings and table cells are no sentences
        good = "# One two three\n\n| One two three |\n|---|\n| One two three |",
        options = { limit = 2 },
      },
      { bad = "- one two\n- one *two* three", options = { limit = 2 }, finds = { "one *two* three" } },
      {
        -- a lead-in and its items are counted each for themselves
        good = "We will ask:\n\n- people who use the service\n- Dr. Ann Lee, e.g. by phone",
        options = { limit = 6 },
      },
      {
        bad = "---\nkind: easy-read\n---\n\nWe asked people, staff and partners what matters to "
          .. "them, and they told us that short waits matter.",
      },
    }
  end,
}
