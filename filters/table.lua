-- Tables that can be read cell by cell: a screen reader says a cell's column with it,
-- and on a phone or in large print the whole is never in view at once.

-- GFM drops the cells of a row beyond the table's columns.
local lost = pattern([=[^\s*(?<!\\)\|[\s|]*(?=[^\s|])]=])

local PROSE = 30 -- words that make a cell a paragraph

-- All cells of a row: which are blank, and their texts.
local function read_row(row)
  local cells, blanks = {}, 0
  local cell = row.first
  while cell do
    local text = cell.text
    if text == "" and not cell.pictured then
      blanks = blanks + 1
    end
    cells[#cells + 1] = { cell = cell, text = text }
    cell = cell.next
  end
  return cells, blanks
end

local function is_blank(entry)
  return entry.text == "" and not entry.cell.pictured
end

local function check_header(header, report)
  local cells, blanks = read_row(header)
  local columns = #cells
  if blanks == columns then
    report(header, "this table has no header row", {
      advice = "Say in the first row what each column holds.",
    })
    return columns
  end
  local seen = {}
  for column, entry in ipairs(cells) do
    if is_blank(entry) then
      -- the corner above row headers may be blank
      if column > 1 then
        report(header, "column " .. column .. " of this table has no header", {
          advice = "Say what the column holds; one header cannot stand over two columns.",
        })
      end
    elseif seen[entry.text] then
      report(entry.cell, "two columns of this table have the header “" .. entry.text .. "”", {
        level = "warning",
        advice = "Say in each header what tells its column from the other.",
      })
    end
    seen[entry.text] = true
  end
  return columns
end

-- What the rows say of the table: how many, and whether its cells are paragraphs.
local function check_rows(grid, columns, report)
  local rows, full, prose, filled = 0, 0, 0, 0
  local before, spanned
  local inner = {} -- rows with nothing but a first cell
  for row in grid:children("row") do
    local cells, blanks = read_row(row)
    rows = rows + 1
    full = full + (blanks == 0 and 1 or 0)
    if lost:test(row.remainder) then
      report(row, "this row has more cells than the table has columns, and the last are lost", {
        advice = "Add a header for the further cells, or write a \"|\" inside a cell as \"\\|\".",
      })
    elseif columns > 2 and blanks == columns - 1 and not is_blank(cells[1]) then
      inner[#inner + 1] = row
    elseif before and is_blank(cells[1]) and blanks < columns and not spanned then
      spanned = true
      report(row, "the first cell of this row is blank, as if the one above went on", {
        level = "warning",
        advice = "Repeat what the row is about: who hears only this row must know.",
      })
    end
    for _, entry in ipairs(cells) do
      if not is_blank(entry) then
        filled = filled + 1
        if #entry.text > 4 * PROSE and entry.cell.word_count > PROSE then
          prose = prose + 1
        end
      end
    end
    before = row
  end
  -- in a form that is not filled in they are the rule, not headings
  if inner[1] and full >= #inner then
    report(inner[1], "this row is a heading inside the table", {
      level = "warning",
      advice = "Make two tables, each with a caption, or give the group a column of its own.",
    })
  end
  return rows, filled > 0 and prose == filled
end

local function check_purpose(grid, columns, rows, prose, report)
  local why = columns == 1 and "has only one column" or rows == 1 and "has only one row"
    or prose and "holds only long text"
  if why then
    report(grid, "this table " .. why, {
      level = "warning",
      advice = prose and "Use headings and paragraphs: a table is for what is compared."
        or "Use a list or a sentence: a table is for what is compared.",
    })
  end
  return why
end

-- Such a table has the caption of its figure.
local function is_drawn(grid)
  return grid.parent and grid.parent.kind == "diagram"
end

local function check_table(grid, report, options)
  local header = grid:children("header")()
  if not header then
    return
  end
  local columns = check_header(header, report)
  local rows, prose = check_rows(grid, columns, report)
  if columns > options.columns then
    report(header, "this table has " .. columns .. " columns; " .. options.columns .. " is the most", {
      level = "warning",
      advice = "Split it, or turn rows and columns round: paper and phones are narrow.",
    })
  end
  if not check_purpose(grid, columns, rows, prose, report) and rows > 0 and not grid.caption
    and options.captions and not is_drawn(grid) then
    report(header, "this table has no caption", {
      level = "warning",
      advice = "Write \"Table: what it shows\" on the line below it; that also numbers it.",
    })
  end
end

return {
  id = "table",
  title = "Tables can be read cell by cell",
  level = "error",
  why = "A screen reader says a cell's header with each cell, and on a phone only a part of a table "
    .. "is in view. Without headers, or with cells that reach over others, nobody knows what a cell means.",
  options = { columns = 8, captions = true },

  check = function(page, report, options)
    for node in page:nodes("table") do
      check_table(node, report, options)
    end
  end,

  examples = function()
    return {
      { good = "| Who | When |\n|---|---|\n| Ann | May |\n| Bob | June |\n\nTable: Who and when" },
      { good = "|  | May |\n|---|---|\n| Ann | yes |\n| Bob | no |\n\nTable: Who came {.row-headers}" },
      { good = "| Who | Note |\n|---|---|\n| Ann | a \\| b |\n| Bob |  |\n\nTable: Notes" },
      { good = "::: bar-chart\n| Who | People |\n|---|---|\n| Ann | 4 |\n| Bob | 3 |\n:::" },
      { bad = "|  |  |\n|---|---|\n| Ann | May |\n| Bob | June |\n\nTable: Who and when",
        finds = { "|  |  |" }, level = "error" },
      { bad = "| Who | When |  |\n|---|---|---|\n| Ann | May | 1 |\n| Bob | June | 2 |\n\nTable: Who",
        finds = { "| Who | When |  |" }, level = "error" },
      { bad = "| Who | When |\n|---|---|\n| Ann | May | 2 |\n| Bob | June |\n\nTable: Who",
        finds = { "| Ann | May | 2 |" }, level = "error" },
      { bad = "| Who | Date | Date |\n|---|---|---|\n| Ann | May | July |\n| Bob | June | July |\n\nTable: Who",
        finds = { "Date" }, level = "warning" },
      { bad = "| Who | From | To |\n|---|---|---|\n| Staff |  |  |\n| Bob | June | July |\n\nTable: Who",
        finds = { "| Staff |  |  |" }, level = "warning" },
      { bad = "| Who | When |\n|---|---|\n| Ann | May |\n|  | June |\n\nTable: Who",
        finds = { "|  | June |" }, level = "warning" },
      { bad = "| Who |\n|---|\n| Ann |\n| Bob |", level = "warning" },
      { bad = "| Who | When |\n|---|---|\n| Ann | May |", level = "warning" },
      { bad = "| Who | When |\n|---|---|\n| Ann | May |\n| Bob | June |", finds = { "| Who | When |" },
        level = "warning" },
      { bad = "| Who | When |\n|---|---|\n| Ann | May |\n| Bob | June |\n\nTable: Who",
        options = { columns = 1 }, finds = { "| Who | When |" }, level = "warning" },
      { bad = "| One | Two |\n|---|---|\n" .. ("| " .. ("we work with people "):rep(10) .. "| "
        .. ("people work with us "):rep(10) .. "|\n"):rep(2), level = "warning" },
    }
  end,
}
