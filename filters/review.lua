-- A published document has an owner, and a day on which somebody looks at it again.

-- "31 March 2027", "March 2027", "31/03/2027", "2027-03-31"
local written_date = pattern([=[(?i)(?:\b(\d{1,2})(?:st|nd|rd|th)? )?\b(%{months}),? (\d{4})\b|\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b|\b(\d{4})-(\d\d)-(\d\d)\b]=], { months = dates.any_month })
-- In a front sheet: "Review date | March 2027", or a line "Next review: 31 March 2027"
local label = pattern([=[(?mi)^(?:(?:next )?review (?:date|due)(?: by| on)?|next review|(?:date of|date for) (?:next )?review|due for review|review by|expiry date)\b(?=\s*:?$|\s*:[^\n]{4,40}$)]=])

local PAST = "Look at the document again, then write the day as `reviewed` and the next one as `review`; \z
  or take it down."

-- A date found in the text as an ISO date; of a month its last day counts.
local function iso(m)
  local year, day = m[3] or m[6] or m[7], m[1] or m[4] or m[9] or "31"
  local month = m[2] and dates.month(m[2]) or m[5] or m[8]
  return string.format("%04d-%02d-%02d", tonumber(year), tonumber(month), tonumber(day))
end

-- The value of a key if it is a date; what is none was reported when it was read.
local function date_of(page, key)
  local date = page.meta[key]
  return type(date) == "string" and dates.number(date) and date or nil
end

local function check_dates(page, report, options)
  local review, reviewed = date_of(page, "review"), date_of(page, "reviewed")
  if reviewed and reviewed > page.today then
    report(page:field("reviewed"), "the last review is dated " .. dates.spelt(reviewed) .. ", a day that is still to come",
      { advice = "Write the day of the last review; the next one is `review`." })
  end
  if review and reviewed and reviewed <= page.today and review <= reviewed then
    report(page:field("review"), "the next review, " .. dates.spelt(review) .. ", is not after the last, " .. dates.spelt(reviewed),
      { advice = "Write when the page will be looked at again." })
  elseif review and review < page.today then
    local late = dates.number(page.today) - dates.number(review)
    report(page:field("review"), "the review was due on " .. dates.spelt(review),
      { advice = PAST, level = late <= options.overdue and "warning" or nil })
  end
end

-- What a kind of publication must say of itself, on its first page.
local function check_given(page, report, options)
  local span = page:field("kind") or page
  if options.owner and not page.meta.owner then
    report(span, "this " .. page.kind .. " names no owner", {
      advice = "Write as `owner` who answers for it, best a post and not a person: `owner: Head of Involvement`.",
      level = "warning",
    })
  end
  if options.date and not page.meta.review then
    report(span, "this " .. page.kind .. " has no date for its next review", {
      advice = "Write it as `review: YYYY-MM-DD`. Without one it stays up until somebody finds it wrong.",
      level = "warning",
    })
  end
end

-- Where the text says when the review is due: beside the label in a table of two
-- columns, or behind it on its line.
local function check_text(page, report)
  for m in page:match(label) do
    local block = m.block
    local beside = block and block.kind == "cell" and not block.previous and block.parent.count == 2
    local place = beside and block.next or block and block.kind == "paragraph" and block
    local found = place and place:match(written_date)()
    if found and iso(found) < page.today then
      report(found, "the text says that the review was due "
        .. ((found[1] or not found[3]) and "on " or "in ") .. found.text, { advice = PAST, level = "warning" })
    end
  end
end

return {
  id = "review",
  title = "Documents are owned and reviewed in time",
  level = "error",
  why = "People act on what they find. A policy whose review is long past may be wrong, and without an \z
    owner nobody is there to mend it.",
  except = { "template" },
  options = {
    overdue = 90,
    owner = false,
    date = false,
    kinds = {
      strategy = { owner = true, date = true },
      policy = { owner = true, date = true },
      procedure = { owner = true, date = true },
      protocol = { owner = true, date = true },
      guideline = { owner = true, date = true },
      plan = { owner = true },
      report = { owner = true },
    },
  },
  check = function(page, report, options)
    if page.status == "draft" then
      return
    end
    check_dates(page, report, options)
    if page.first and page.status == "final" then
      check_given(page, report, options)
    end
    check_text(page, report)
  end,
  examples = function()
    local function front(lines)
      return "---\ntitle: T\n" .. lines .. "\n---\nText.\n"
    end
    return {
      { good = front("kind: policy\nowner: Head of estates\nreview: 2999-03-31\nreviewed: 2020-03-31") },
      { good = front("kind: policy\nstatus: draft\nreview: 2020-03-31") },
      { good = front("kind: page") },
      { good = front("kind: policy"), options = { owner = false, date = false } },
      { good = "| Document | Review date |\n|---|---|\n| Travel plan | March 2020 |\n" },
      { good = "| Title | Travel plan |\n|---|---|\n| Review date | March 2999 |\n" },
      { good = "The review by the panel ended in March 2020.\n\nReview: we look at it each year.\n" },
      { bad = front("kind: policy\nreview: 2999-01-01"), finds = { "policy" } },
      { bad = front("kind: strategy\nowner: Head of estates"), finds = { "strategy" } },
      { bad = front("review: 2020-03-31"), finds = { "2020-03-31" } },
      { bad = front("reviewed: 2999-03-31"), finds = { "2999-03-31" } },
      { bad = front("reviewed: 2020-03-31\nreview: 2020-03-31"), finds = { "2020-03-31" } },
      { bad = "| Title | Travel plan |\n|---|---|\n| Review date | 31 March 2020 |\n", finds = { "31 March 2020" } },
      { bad = "Next review: March 2020\n", finds = { "March 2020" } },
      { bad = "Review date: 31/03/2020\n", finds = { "31/03/2020" } },
      { bad = "Date of next review: 2020-03-31\n", finds = { "2020-03-31" } },
    }
  end,
}
