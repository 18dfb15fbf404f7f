-- One name in two forms: a slip in one word ("PGGC Chairs Group" beside "PPG Chairs
-- Group"), or two styles ("&" and "and", a hyphen, a plural inside). Names of all pages of
-- the publication are compared, those with the same initials only.

-- Facts looked at for one key: where a name stands on every page, the first ones tell
-- enough, and a page's cost does not grow with the publication.
local MOST_FACTS = 40
-- A slip happens once or twice; what stands more often is a name of its own.
local MOST_SLIPS = 2

-- How often the name stands in the publication, and what it is like there.
local function weigh(page, text, key)
  local own, other, looked = { count = 0 }, nil, 0
  for fact in page:facts("name", key) do
    looked = looked + 1
    local value = fact.value
    local alike = names_alike(text, value.text)
    if value.text == text then
      own.count = own.count + value.count
      own.first = own.first or looked
    elseif alike == "near" or alike == "styled" then
      if not other or other.text == value.text then
        other = other or { text = value.text, count = 0, first = looked, alike = alike,
          path = fact.path, line = fact.line, own = fact.own }
        other.count = other.count + value.count
      end
    end
    if looked == MOST_FACTS then
      break
    end
  end
  return own, other
end

local function is_rarer(own, other)
  if own.count ~= other.count then
    return own.count < other.count
  end
  return own.first ~= nil and other.first < own.first
end

local function place(other)
  local line = other.line and ", line " .. other.line or ""
  return other.own and "here" .. line or "in " .. other.path .. line
end

return {
  id = "name-variant",
  title = "A name has one form",
  level = "warning",
  languages = { "en" },
  except = { "template" },
  why = "Readers take two forms for two bodies, and a search finds only one of them.",
  advice = "Find out which form is right and use it everywhere.",

  collect = function(page, fact)
    for name in page:names() do
      fact("name", name.key, { text = name.first.text, count = name.count }, name.first)
    end
  end,

  check = function(page, report)
    for name in page:names() do
      local text = name.first.text
      local own, other = weigh(page, text, name.key)
      if other and is_rarer(own, other) and (other.alike == "styled" or own.count <= MOST_SLIPS) then
        report(name.first, "\"" .. text .. "\" is called \"" .. other.text .. "\" " .. place(other), {
          fix = own.count < other.count and other.text or nil,
        })
      end
    end
  end,

  examples = function()
    return {
      { good = "The PPG Chairs Group met. Our PPG Chairs Group agreed." },
      { good = "Each Primary Care Network has a lead. Primary Care Networks meet." },
      { good = "The CCG Chairs Group met the PPG Chairs Group." },
      { good = "Meet us on Monday Evening or Sunday Evening, in June Square or July Square." },
      { good = "The Health Act 2006 and the Health Act 2009 say so." },
      { good = "The Trust's Audit Committee met. Its Audit Committee agreed." },
      { good = "The South Ward and the North Ward, the East Wing and the West Wing." },
      {
        bad = "The PPG Chairs Group met. The PGGC Chairs Group agreed.",
        finds = { "PGGC Chairs Group" },
      },
      {
        bad = "The Patient and Public Group met. The Patient & Public Group agreed.",
        finds = { "Patient & Public Group" },
      },
      {
        bad = "Read the Annual Equalities Report. The Annual Equality Report is new. So the Annual "
          .. "Equality Report is short.",
        finds = { "Annual Equalities Report" },
      },
      {
        bad = "We asked Ruth Adeyemi. Then Ruth Adeyami answered.",
        finds = { "Ruth Adeyami" },
      },
    }
  end,
}
