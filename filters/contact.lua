-- Phone numbers and e-mail addresses: written in one form everywhere, grouped as people
-- say them (Ofcom's area codes), and never a person's own.

local phone = pattern [=[(?x)(?<![\w.,/£$+(-])(?:(\+44)\s?(?:\(0\)\s?)?|(?=\(?0))\(?(\d{2,11})
  (?:[)\s-]{1,2}(\d+))?(?:[\s-](\d+))?(?:[\s-](\d+))?(?![\w-]|[.,]\d)]=]
local mail = pattern [=[[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+]=]
local bare = pattern [=[(?<![\w@./:-])(?:(?:[a-z0-9-]+\.)+(?:org\.uk|co\.uk|ac\.uk|org|com)|(?:[a-z0-9-]+\.)*(?:nhs|gov|police)\.uk)(?:/[^\s)\]]*[^\s)\].,;:])?(?![\w@-])(?!\.\w)]=]

local other_number = pattern [=[(?i)\b(?:isbn|charity|company|registration|registered|account|order|invoice|reference|ref|vat|ukprn|sort code)\b[^.\d]{0,25}$]=]
-- As the area code is said: 020 7946 0958, 0121 496 0000, 01902 444 444, 0300 123 4567.
local well_grouped = pattern [=[(?x)^(?:\+44\ (?:\(0\)\ ?)?|\(?0)(?: 2\d\)?\ \d{4}\ \d{4} | (?:11\d|1\d1)\)?\ \d{3}\ \d{4}
  | [3589]\d\d\ (?:\d{3}\ \d{3,4}|\d{6}|11\ 11|1111|\d\d\d\ \d\d\ \d\d) | 7\d{3}\ (?:\d{6}|\d{3}\ \d{3}) | 7\d{2}\ \d{3}\ \d{4}
  | 1\d{3}\)?\ (?:\d{6}|\d{3}\ \d{3}|\d{5}) | 1\d{4}\)?\ \d{4,5} )$]=]
-- Area codes of six digits: the rest of these numbers is grouped in more than one way.
local long_area = pattern [=[^0(?:13873|15242|1539[456]|1697[347]|1768[347]|19467)]=]
-- First names that are no words or teams.
local person = pattern [=[(?xi)^(?:adam|ahmed|alan|alison|amanda|amy|andrea|andrew|andy|angela|ann|anna|anne|anita|ben|brian|carol|caroline
  |catherine|charlotte|chris|christine|claire|clare|colin|daniel|dave|david|debbie|deborah|diane|donna|elizabeth|emily|emma|fatima
  |fiona|gareth|gary|geoff|gillian|graham|hannah|heather|helen|ian|jack|jackie|jacqueline|james|jane|janet|jason|jennifer|jenny
  |jessica|jill|joanna|joanne|john|jonathan|julia|julie|karen|kate|katie|keith|kevin|laura|lesley|linda|lisa|louise|lucy|margaret
  |maria|martin|mary|matthew|michael|michelle|mike|mohammed|natalie|neil|nicola|nick|nigel|pamela|paul|peter|philip|rachel|raj
  |rebecca|richard|robert|rosie|ruth|sally|samantha|sandra|sarah|sharon|sheila|simon|sophie|stephen|steve|steven|stuart|sue|susan
  |tina|tom|tony|tracey|tracy|trevor|vanessa|victoria|wendy|william|zoe)[._-]?\pL*[._-]\pL{2,}\d?@]=]

-- The digits of a UK number, and the key it is kept under: the form for callers from
-- abroad may stand beside the other. Nil if the digits are none.
local function number_of(m)
  local digits = m[2] .. (m[3] or "") .. (m[4] or "") .. (m[5] or "")
  if m[1] and digits:byte(1) ~= 48 then
    digits = "0" .. digits
  end
  local second = digits:byte(2)
  if #digits ~= 11 and (#digits ~= 10 or second ~= 49 and second ~= 56 and second ~= 53)
    or second == 52 or second == 54 or second == 48 or other_number:test(m.before) then
    return nil
  end
  return digits, m[1] and "+" .. digits or digits
end

local function grouped(digits)
  if #digits ~= 11 or long_area:test(digits) then
    return nil
  end
  local second = digits:sub(2, 2)
  local a, b = 5, 0
  if second == "2" then
    a, b = 3, 4
  elseif second ~= "7" and (second ~= "1" or digits:sub(3, 3) == "1" or digits:sub(4, 4) == "1") then
    a, b = 4, 3
  end
  local text = digits:sub(1, a) .. " "
  return b > 0 and text .. digits:sub(a + 1, a + b) .. " " .. digits:sub(a + b + 1) or text .. digits:sub(a + 1)
end

-- E-mail addresses (1) and names of websites (2). The words know where there are any, so
-- that the rest of the page is not searched.
local addresses = { mail, bare }
local function each_address(page, visit)
  local before
  for word in page:words("address") do
    local sentence = word.sentence
    if sentence and sentence ~= before then
      for m in sentence:match(addresses) do
        visit(m)
      end
      before = sentence
    end
  end
end

local function elsewhere(page, fact)
  return fact.own and "on line " .. fact.line or "in " .. fact.path .. ", line " .. fact.line
end

local function check_form(page, m, name, key, report)
  local first = page:site_facts(name, key)()
  if first and first.value ~= m.text then
    report(m, "“" .. m.text .. "” is written “" .. first.value .. "” " .. elsewhere(page, first), {
      first.value,
      advice = "Write it in one way everywhere, so that nobody wonders whether they are two.",
    })
  end
end

local function check_phone(page, m, report)
  local digits, key = number_of(m)
  if not digits then
    return
  end
  if well_grouped:test(m.text) then
    check_form(page, m, "phone", key, report)
    return
  end
  local right = grouped(digits)
  local national = m.text:byte(1) ~= 43
  if right and not national then
    right = "+44 " .. right:sub(2)
  end
  report(m, "the phone number “" .. m.text .. "” is grouped in an odd way", {
    fix = right,
    certain = right ~= nil and national,
    advice = "Put a space after the area code and in the middle of what follows.",
  })
end

local function check_mail(page, m, report)
  check_form(page, m, "mail", m.text:lower(), report)
  if person:test(m.text) then
    report(m, "“" .. m.text .. "” is the address of a person", {
      advice = "Give a team's address: people move on, and letters to them stay unread.",
    })
  end
end

return {
  id = "contact",
  title = "Contact details are right and alike",
  level = "warning",
  why = "A number that is grouped in an odd way is misread, one that is written in two ways looks like "
    .. "two, and a person's own address stops working on the day that person leaves.",

  collect = function(page, fact)
    for m in page:match(phone) do
      local digits, key = number_of(m)
      if digits and well_grouped:test(m.text) then
        fact("phone", key, m.text, m)
      end
    end
    each_address(page, function(m)
      if m.which == 1 then
        fact("mail", m.text:lower(), m.text, m)
      end
    end)
  end,

  check = function(page, report)
    for m in page:match(phone) do
      check_phone(page, m, report)
    end
    each_address(page, function(m)
      if m.which == 1 then
        check_mail(page, m, report)
      elseif not m.link then
        report(m, "“" .. m.text .. "” is no link", {
          advice = "Write [the name of the page](https://" .. m.text .. ").",
        })
      end
    end)
  end,

  examples = function()
    return {
      { good = "Call 0300 123 4567, 020 7946 0958, 0121 496 0000, 01902 444 444, 01632 960001 or 07700 900147." },
      { good = "Call (01902) 444444, +44 20 7946 0958, +44 (0)121 496 0000, 0800 1111 or 0800 890 567." },
      { good = "Our charity number is 01234567890. It cost 0.12345678901 and 1,000,000,000. In 2019-2021 we met." },
      { good = "Write to patient.experience@nhs.net, team.north@nhs.net or see [our site](https://www.nhs.uk)." },
      { good = "We use Booking.com, and read [nhs.uk/plan](https://nhs.uk/plan). See `nhs.uk`." },
      { bad = "Call 03001234567, 0207 946 0958 or 01902444444.", finds = { "03001234567", "0207 946 0958",
        "01902444444" } },
      { bad = "Call 01902 444 444 or 01902 444444.", finds = { "01902 444444" } },
      { bad = "Write to help@nhs.net or Help@nhs.net.", finds = { "Help@nhs.net" } },
      { bad = "Write to sarah.jones@nhs.net.", finds = { "sarah.jones@nhs.net" } },
      { bad = "See nhs.uk/plan for more.", finds = { "nhs.uk/plan" } },
    }
  end,
}
