-- What a link says and where it leads outside the site. That pages, files and headings
-- of the site are there is checked when the page is read.

local vague = pattern [=[(?xi)^(?: (?:please\ )?(?:click|press|tap)(?:\ (?:on|this|the|here|below|link|button))* | here | this
  | (?:see|read|view|go|open|visit|follow|download|use)?\ ?(?:this|the|our)?\ ?(?:link|page|webpage|web\ page|website|web\ site|site
      |document|report|pdf|file|article|url|here)
  | (?:read|see|find\ out|learn|know|view|get|show)?\ ?more(?:\ (?:info|information|details|here|about\ this))?
  | (?:further|full|more)?\ ?(?:info|information|details) | continue(?:\ reading)? | download(?:\ now)? | view | visit | go | read
  )[\s.…:!>»→]*$]=]
local click = pattern("(?i)^(?:please )?click\\b")
-- A bare "www.nhs.uk" is the name of a site.
local bare = pattern("(?i)^(?:https?://|www\\.[^/\\s]+/)\\S+$")
local site_name = pattern("(?i)^www\\.\\S+$")
local sentence = pattern("^\\p{Lu}.*\\s.*\\s.*\\s.*[.!?]$")

local private = pattern [=[(?xi)^https?://(?:[^/?\#]*@)?(?: localhost | 127\. | 10\.\d | 192\.168\. | 172\.(?:1[6-9]|2\d|3[01])\. | 0\.0\.0\.0
  | [^/?\#:]*\.(?:local|internal|localdomain|lan|test|invalid)(?=[:/?\#]|$) | (?:[^/?\#]*\.)?(?:intranet|extranet|nww|webmail|mail)\.
  | [^/?\#]*\.sharepoint\.com(?=[:/?\#]|$) | [^/?\#]*-my\.sharepoint\. | teams\.microsoft\.com/l/ | outlook\.(?:office|live)
  | [^/?\#]*safelinks\.protection\.outlook\.com | docs\.google\.com/\S+/edit | [^/?\#]*\.(?:dropbox|box)\.com/(?:home|work|folder) )]=]
local twice = pattern("(?i)^https?://(?:https?:|https?//|www\\.www\\.)")
local host = pattern [=[(?xi)^https?://(?:[^\s/?\#@]*@)?(?:(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?\.)+(?:\pL{2,}|xn--[a-z\d-]+)|\d{1,3}(?:\.\d{1,3}){3})\.?(?::\d+)?(?=[/?\#]|$)]=]
local stray = pattern([=[\s|(?:%20)+$|[.,;]$|["<>\\^`{|}]]=])
local mail_to = pattern [=[(?xi)^mailto:[^@\s,?]+@(?:[\pL\pN-]+\.)+\pL{2,}(?:,\ ?[^@\s,?]+@(?:[\pL\pN-]+\.)+\pL{2,})*(?:\?.*)?$]=]
local contact = pattern("(?i)^(?:mailto|tel|sms):")
local mail = pattern("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$")
local phone = pattern([=[^\+?[\d\s().\x{a0}-]{3,}$]=])

-- The digits of a number as dialled in the UK: "+44 (0)20" gives "020".
local function digits_of(text)
  local digits = {}
  for i = 1, #text do
    local byte = text:byte(i)
    if byte >= 48 and byte <= 57 then
      digits[#digits + 1] = string.char(byte)
    end
  end
  local number = table.concat(digits)
  if number:sub(1, 4) == "0044" then
    number = "0" .. number:sub(5)
  elseif number:sub(1, 2) == "44" and #number > 10 then
    number = "0" .. number:sub(3)
  end
  return number:sub(1, 2) == "00" and number:sub(2) or number
end

local SHORT = { ["999"] = true, ["112"] = true, ["111"] = true, ["101"] = true, ["105"] = true,
  ["119"] = true, ["123"] = true, ["159"] = true, ["1471"] = true }

-- Does it dial from any phone? Area codes are needed, and "+44 (0)" does not dial.
local function dials(address, texting)
  local number = digits_of(address)
  if address:byte(1) == 43 then
    return address:sub(1, 4) ~= "+440" and #number >= 8 and #number <= 15
  end
  if number:sub(1, 5) == "18001" or number:sub(1, 5) == "18002" then
    number = number:sub(6) -- Relay UK
  end
  if number:byte(1) == 48 then
    return #number == 10 or #number == 11 or number == "08001111"
  end
  return SHORT[number] or #number == 6 and number:sub(1, 3) == "116"
    or texting and #number >= 5 and #number <= 6
end

local function quoted(text)
  return "“" .. shorten(text) .. "”"
end

-- ---- Where it leads -----------------------------------------------------------------

local function check_web(link, url, text, report)
  if private:test(url) then
    report(link, quoted(url) .. " opens only inside an organisation", {
      advice = "Link to the public page, or put the file into the site.",
    })
  elseif twice:test(url) then
    report(link, quoted(url) .. " has its beginning twice")
  elseif not host:test(url) then
    report(link, quoted(url) .. " has no valid name of a website")
  elseif stray:test(url) then
    report(link, quoted(url) .. " holds a character that does not belong in an address", {
      level = "warning",
      advice = "Copy the address again; take a full stop or comma at its end out of the link.",
    })
  elseif url:byte(5) == 58 and not site_name:test(text) then
    report(link, quoted(url) .. " is not encrypted; https: is meant", {
      level = "warning",
      advice = "Try it with https:, and write that if it opens.",
    })
  end
end

local function address_of(url)
  for i = 8, #url do
    if url:byte(i) == 63 then
      return url:sub(8, i - 1)
    end
  end
  return url:sub(8)
end

local function check_mail(link, url, text, report)
  if not mail_to:test(url) then
    report(link, quoted(url) .. " is no complete e-mail address")
  elseif mail:test(text) and text:lower() ~= address_of(url):lower() then
    report(link, "the link says " .. quoted(text) .. " and writes to " .. quoted(address_of(url)))
  end
end

local function check_phone(link, url, text, report)
  local number = url:sub(5)
  if not dials(number, url:byte(1) == 115) then
    report(link, quoted(url) .. " does not dial", {
      advice = "Write the whole number: tel:+442079460958 or tel:02079460958, without “(0)”.",
    })
  elseif phone:test(text) and digits_of(text) ~= digits_of(number) then
    report(link, "the link says " .. quoted(text) .. " and dials " .. quoted(number))
  end
end


local function check_address(link, url, text, report)
  local start = url:sub(1, 5):lower()
  if start == "http:" or start == "https" then
    check_web(link, url, text, report)
  elseif start == "mailt" then
    check_mail(link, url, text, report)
  elseif start:sub(1, 4) == "tel:" or start:sub(1, 4) == "sms:" then
    check_phone(link, url, text, report)
  end
end

-- ---- What it says -------------------------------------------------------------------

local function check_text(link, text, report, options)
  if vague:test(text) or click:test(text) then
    report(link, "the link " .. quoted(text) .. " does not say where it leads", {
      level = "warning",
      advice = "Name what readers find there: “our plan for 2027”, not “click here”.",
    })
  elseif bare:test(text) then
    report(link, "the link is named by its address " .. quoted(text), {
      level = "warning",
      advice = "Name the page, [like this](…): a screen reader spells an address out.",
    })
  elseif utf8.len(text) > options.characters then
    report(link, "this link has " .. utf8.len(text) .. " characters; " .. options.characters
      .. " is the most", {
      level = "warning",
      advice = "Link the few words that name the page.",
    })
  elseif sentence:test(text) then
    report(link, "this link is a whole sentence", {
      level = "warning",
      advice = "Link the few words that name the page.",
    })
  else
    return true
  end
end

-- "https://www.nhs.uk/" and "http://www.nhs.uk" are one place.
local function place_of(url)
  local place = url:lower()
  if place:sub(1, 7) == "http://" then
    place = "https://" .. place:sub(8)
  end
  if place:byte(-1) == 47 then
    place = place:sub(1, -2)
  end
  return place
end

local function check_twin(link, url, text, seen, report)
  local key, place = text:lower(), place_of(url)
  local twin = seen[key]
  if not twin then
    seen[key] = { place = place, line = link.line }
  elseif twin.place ~= place then
    report(link, "two links say " .. quoted(text) .. " and lead to two places; the other is on line "
      .. twin.line, {
      level = "warning",
      advice = "Say in each what is there.",
    })
  end
end

return {
  id = "link",
  title = "Links say where they lead, and lead there",
  level = "error",
  why = "Screen readers list the links of a page, and readers skim them: “click here” tells nobody "
    .. "anything. A link that does not open, dial or write to the right place loses people's trust.",
  options = { characters = 100 },

  check = function(page, report, options)
    local seen = {}
    for link in page:nodes("link") do
      local url, text = link.url or "", link.text
      check_address(link, url, text, report)
      if text ~= "" and url ~= "" and check_text(link, text, report, options) and not contact:test(url) then
        check_twin(link, url, text, seen, report)
      end
    end
  end,

  examples = function()
    return {
      { good = "See [our plan for 2027](plan.md), [more about carers](https://www.nhs.uk/carers) and "
        .. "[help@nhs.net](mailto:Help@nhs.net?subject=Plan)." },
      { good = "Call [0300 123 4567](tel:+443001234567), [111](tel:111), [020 7946 0958](tel:02079460958), "
        .. "[+44 (0)20 7946 0958](tel:020-7946-0958) or text [84433](sms:84433)." },
      { good = "Read [the plan](plan.md) and [The plan](plan.md), and http on [the N3 page](https://a.nhs.uk:8080/x)." },
      { good = "Call Relay UK: [18001 0300 123 4567](tel:18001-0300-123-4567). Childline: [0800 1111](tel:08001111)." },
      { bad = "[Plan](https://nhs.sharepoint.com/x) [Drive](http://localhost:80) [Old](https://nww.nhs.uk/x)",
        level = "error", finds = { "[Plan](https://nhs.sharepoint.com/x)", "[Drive](http://localhost:80)",
        "[Old](https://nww.nhs.uk/x)" } },
      { bad = "[Plan](https://https://www.nhs.uk)", level = "error" },
      { bad = "[Plan](https://www..uk/x) [Aims](https://nhs_uk/x.y)", level = "error" },
      { bad = "[Plan](https://www.nhs.uk/x.) [Aims](http://www.nhs.uk/y)", level = "warning",
        finds = { "[Plan](https://www.nhs.uk/x.)", "[Aims](http://www.nhs.uk/y)" } },
      { bad = "[Ann](mailto:ann@nhs) [ann@nhs.net](mailto:bob@nhs.net)", level = "error",
        finds = { "[Ann](mailto:ann@nhs)", "[ann@nhs.net](mailto:bob@nhs.net)" } },
      { bad = "[Call](tel:1234567) [Ring](tel:+4402079460958) [020 7946 0958](tel:02079460959)", level = "error",
        finds = { "[Call](tel:1234567)", "[Ring](tel:+4402079460958)", "[020 7946 0958](tel:02079460959)" } },
      { bad = "[Click here](a.md), [here](b.md), [Read more…](c.md), [this page](d.md), [Click here for maps](e.md)",
        level = "warning", finds = { "[Click here](a.md)", "[here](b.md)", "[Read more…](c.md)",
        "[this page](d.md)", "[Click here for maps](e.md)" } },
      { good = "See www.nhs.uk for more." },
      { bad = "See https://www.nhs.uk/plan now.", level = "warning", finds = { "https://www.nhs.uk/plan" } },
      { bad = "[We listen to all people.](a.md)", level = "warning" },
      { bad = "[Our plan for next year](a.md)", options = { characters = 10 }, level = "warning" },
      { bad = "[Our plan](a.md) and [our plan](b.md)", finds = { "[our plan](b.md)" }, level = "warning" },
    }
  end,
}
