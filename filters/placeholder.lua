-- Text that somebody meant to fill in. Brackets alone are no evidence: most of
-- them are editorial, so each shape here needs a word or a mark of its own.
--
-- A pattern holds shapes that begin alike (none with a class such as \\d or \\p{Lu}, which
-- would make the search try every place), each with a mark that names the judge who
-- looks at what stands around. Patterns are tried together: the earliest match wins,
-- and the earlier pattern at one place, so that "[TODO: add link]" is one finding.

local parts = {
  token = "TBC|TBA|TBD|TODO|FIXME|TK|TKTK",
  verb = "add|insert|link(?!s)|links(?! to (?:the )?(?:part|section|chapter|schedule|act|page)\\b)\z
    |hyperlink|footnote|check|confirm|update|replace|delete|remove|complete|enter|attach|amend\z
    |verify|include|provide|fill|put|type|choose|select|write",
  -- verbs that need an object to be an order
  order = "(?:describe|specify|explain|outline|summari[sz]e|paste|list|give|state) (?:any|all|the\z
    |your|other|of|what|how|why|who|which|here|each|names?)",
  foreign_verb = "ychwanegu|rhowch|mewnosod|nodwch|insérer|ajouter|compléter|indiquer|renseigner\z
    |préciser|insertar|añadir|agregar|indicar|completar|poner|inserire|aggiungere|inserir\z
    |adicionar|preencher|acrescentar|einfügen|ergänzen|eintragen|ausfüllen|invullen|invoegen\z
    |toevoegen|wstaw|wpisz|uzupełnij|dodaj",
  foreign_field = "enw|dyddiad|rhif ffôn|cyfeiriad|e-?bost|nom|prénom|nombre|fecha|correo|nome\z
    |naam|datum|adresse|dirección|indirizzo|endereço|imię|imię i nazwisko",
  -- what ends a field of any length: "hospital switchboard number"
  field = "names?|dates?|numbers?|address(?: line \\d)?|titles?|e-?mail(?: address(?:es)?)?\z
    |telephone|phone|urls?|hyperlink|web address|signature|postcode|logo|contact details?",
  -- what is one only alone, or with a word that makes it one
  lone_field = "times?|organi[sz]ation|role|location|venue|amount|figures?|image|photo|picture\z
    |chart|graphic|diagram|map|page|website|contact|details|year|month|day|service|trust\z
    |department|agency|team|reference|description|editor|author|owner|username|buyer|supplier",
  qualifier = "your|the|our|their|a|local|full|first|last|trust|icb|ccg|organisation|[\\w-]+['’]s\z
    |contact|lead|job|page|phone|telephone|email|e-mail|web|start|end|launch|publication|reply\z
    |review|meeting|council|practice|hospital|department|service|team|author|ward|closing|buyer\z
    |supplier|manager|project|product|w/c|dpo",
  later = "(?:yet |still )?to be (?:confirmed|agreed|determined|decided|completed|inserted|added\z
    |updated|announced|advised|supplied|provided|finali[sz]ed|arranged|written|drafted)",
  -- the same in Welsh, French, Spanish, Italian, Portuguese, German, Dutch, Polish
  foreign_later = "i['’]w (?:gadarnhau|gytuno|ychwanegu|gwblhau|bennu)|à (?:déterminer|confirmer\z
    |compléter|préciser|définir|venir|renseigner|remplir)|por (?:confirmar|determinar|definir\z
    |completar|decidir)|da (?:confermare|definire|completare|stabilire|inserire)|a (?:confirmar\z
    |definir|determinar)|noch (?:zu klären|offen|festzulegen|zu ergänzen)|nog (?:in te vullen\z
    |te bepalen|te bevestigen)|do (?:potwierdzenia|uzupełnienia|ustalenia)",
  -- what may be "to follow"; lunches follow, too
  thing = "links?|details?|dates?|figures?|minutes|reports?|papers?|slides|agenda|content|text\z
    |images?|photos?|maps?|answers?|more|information|names?|numbers?|pages?|section|time|venue",
  units = "hours?|days?|weeks?|months?|years?|working days|people|patients|staff|members|homes\z
    |minutes|posters|leaflets|events|respondents|responses|practices|schools|million|billion",
  date_mask = "dd/mm/yy(?:yy)?|mm/dd/yyyy|yyyy[-/]mm[-/]dd|dd[-. ](?:mm|mmm|month)[-. ]yyyy|m{3,4} yyyy|month yyyy",
  numbered = "[Ff]ig(?:ure|\\.)?|[Tt]able|[Cc]hart|[Ff]ootnote|ADR",
  -- numbered with roman numerals, too
  numbered_late = "[Aa]ppendix|[Ss]ection|[Aa]nnex|[Pp]aragraph|[Pp]ara\\.?|[Cc]hapter",
  roman_word = "chapter|part|article|title|volume|book|act|schedule|louis|pope|king|queen|century\z
    |annex|section|appendix|bowl|type|class|factor|nerve|corps|john|pius|benedict|chromosomes?\z
    |karyotype|genotype|sex|size|female",
  nowhere = "tb[cad]|to[-_ ]?do|x{2,}|x|(?:the-|blog-|page-|form-|doc-)?(?:link|url)(?:-here)?\z
    |insert\\b.*|add\\b.*|placeholder|your[-_ ]?(?:link|url).*|\\?+|_+|\\.{3,}",
  -- elements of HTML and of the SVG that people write into pages
  element = "a|abbr|acronym|address|area|article|aside|audio|b|base|bdi|bdo|big|blink|blockquote|body\z
    |br|button|canvas|caption|center|circle|cite|code|col|colgroup|data|datalist|dd|defs|del\z
    |details|dfn|dialog|dir|div|dl|dt|ellipse|em|embed|fieldset|figcaption|figure|font|footer\z
    |form|g|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|line\z
    |link|main|map|mark|math|menu|meta|meter|nav|nobr|noscript|object|ol|optgroup|option|output\z
    |p|param|path|picture|polygon|polyline|pre|progress|q|rect|rp|rt|ruby|s|samp|script|search\z
    |section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody\z
    |td|template|text|textarea|tfoot|th|thead|time|title|tr|track|tspan|tt|u|ul|use|var|video\z
    |wbr",
  worded_element = "address|link|title|time|data|summary|details|label|object|map|section|source\z
    |text|table|figure|caption|picture|area|output|form",
}

-- ---- Shapes -------------------------------------------------------------------------

-- Marks that are rare in text: brackets, braces, crosses, a line's start
local marks = pattern([=[(?x)
  # in square brackets
    \[ [^\[\]\n]* \] \( [ \x1A]* \) (*:comment_link)
  | \[ [^\[\]\n]* \] \[ (?i: %{token} | link | url ) \] (*:filler)
  | \[ \s* (?: (?i: %{token} | drafting[ ]note | placeholder | xx+ ) | DN | HOLD ) \b
      [^\[\]\n]* \] (*:filler)
  | \[ (?i: \s* (?: please[ ] | to[ ] | we[ ](?:need|have)[ ]to[ ] | need[ ]to[ ]
      | links?[ ](?:to[ ])?be[ ] )? %{verb} \b (?!\.) ) [^\[\]\n]* \] (*:verb)
  | \[ (?i: \s* (?: %{order} | %{foreign_verb} ) \b ) [^\[\]\n]* \] (*:filler)
  | \[ [^\[\]\n]* \b (?i: einfügen | ergänzen | eintragen | invullen | toevoegen ) \s* \] (*:filler)
  | \[ (?i: \s* (?: %{qualifier}[ ] )* (?: %{field} | %{lone_field} )
      (?: [ ](?:of|and|or|for|to|here|on|when|tbc|needed|required)\b [^\[\]\n]*
        | [/,] [^\[\]\n]* )? \s* \?? ) \] (*:field)
  | \[ (?i: \s* (?: [\w’'-]+[ ] ){1,3} %{field} \s* \?? ) \] (*:field)
  | \[ (?i: \s* (?:lists?|names?|numbers?|image|photo|picture|map|chart)
      [ ](?:of|to[ ]come|needed|required)\b ) [^\[\]\n]* \] (*:field)
  | \[ (?i: \s* %{foreign_field} \s* ) \] (*:field)
  | \[ [^\[\]\n]* (?i: (?<!easy[ ])(?<!hard[ ])(?<!simple[ ])(?<!difficult[ ])to[ ]follow
      | %{later} | %{foreign_later} | \bTB[CAD] | goes[ ]here | answer[ ]to[ ]come
      | team[ ]to[ ](?:draft|write|supply) | (?:citation|source|definition)[ ]needed | \bDN:
      | \?\? ) [^\[\]\n]{0,40} \] (*:filler)
  | \[ \s* (?i: %{date_mask} ) \s* \] (*:date_mask)
  | \[ (?: X{1,4} | \#{1,4} ) \] (*:count)
  | \[ [^\[\]\n]* \? \] (*:question)
  # one that lost its closing bracket in conversion
  | \[ (?i: \s* (?:insert|add|todo|tbc) \b ) [^\[\]\n]{0,80} (?=\n|$) (*:filler)

  # in round brackets: only what is nothing else
  | \( (?i: (?: [^()\n]{0,40} \b )? (?: %{later} | %{foreign_later}
      | (?: %{thing}[ ] (?:is[ ]|are[ ])? )? to[ ]follow ) ) \s* \) (*:filler)
  | \( (?: [^()\n]{0,40} \b )? (?: TB[CAD] | tb[cad] ) \s* \) (*:round)
  | (?<=:[ ]) \( (?i: %{field} ) \) (?= \n | $ ) (*:cell)
  | \( (?i: insert | add )[ ](?i: link | name | date | number | text | image | logo | details
      | here )\b [^()\n]* \) (*:filler)

  # in braces, guillemets, angle brackets, and behind an at sign
  | (?: \{% [^\n]*? %\} | \{\{[<%] [^\n]*? [>%]\}\} | <% [^\n]*? %> ) (*:foreign)
  | \{\{ [^{}\n]* \}\} (*:braces)
  | (?<![\w/=&?.\#$%{-]) \{ \s* (?i: %{field} | %{lone_field} ) \s* \} (?![/=&?{]) (*:brace)
  | « (?: \p{L}+_\w+ | \p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}*)+ | (?i: name|date|address|title ) ) » (*:filler)
  | < (?i: (?:insert|add|your|enter|the)\b [^<>\n]{0,60} | (?:\p{L}+[ ]){0,3} %{field}(?:[ ]here)?
        | [^<>\n]{0,40} (?:%{later}|%{foreign_later}) ) > (*:angle)
  | (?i: @todo\b | @\[username\] ) (*:filler)

  # crosses and lines
  | (?: [£$€][ ]?(?:X+|xx+)(?:[.,][Xx]+)*(?:m|bn|k)? | [£$€]_+ | [£$€][ ]?TB[CAD] ) (?!\w) (*:blank)
  | [£$€] \[ [Xx]+ \] (*:blank)
  | (?<![\w.]) (?: X{1,3} | xx+ ) (?:\.[Xx]+)? [ ]? % (*:blank)
  | \b (?:XX|xx) [/.-] (?: XX|xx|[0-9][0-9] ) [/.-] (?: [Xx]{2,4} | [0-9]{2,4} ) \b (*:blank)
  | (?<![-\w,.]) X+ (?: ,(?:X{3}|000) )+ \b (*:blank)
  | (?<![-\w,.]) X{2,} (?:\.X+)? (?![-\w]) (*:crosses)
  | (?<![-\w.]) X (?= [ ](?:%{units})\b ) (*:count)
  | (?<![-\w.,]) (?: x{3,} (?![-\w]) | xx (?=[ ]\p{Ll}{3}) ) (*:kisses)
  | (?<=[Vv]ersion[ ]) x (?:\.x)+ \b (*:blank)
  | _{3,} (*:line)
  | (?<!\w) \?{3,} (*:blank)
  | (?<![\w?]) \?\? (?=[ ]\p{Ll}{2}) (*:blank)

  # alone in a cell or an item
  | \n \K (?:
      \?+ (?= \n | $ ) (*:cell) | xx+ (?= \n | $ ) (*:cell)
    | (?i: choose[ ]an[ ]item | enter[ ]text | n\.n | to[ ]follow | insert
        | (?:add|insert)[ ](?:details|name|text|here) ) \.? (?= \n | $ ) (*:cell)
    | \( (?i: %{field} | full[ ]name | job[ ]title ) \) (?= \n | $ ) (*:cell)
    | (?: (?:FULL|FIRST|LAST|JOB|YOUR)[ ] )? (?:NAME|TITLE|ROLE|DATE|EMAIL|PHONE)
        (?= \n | $ ) (*:capitals)
    | (?: \{: [^\n]* \} | !!!\+?[ ]\w+ | \?\?\?\+?[ ]\w+(?=\n|$|[ ]") | ===[ ]"[^"]*" | \[\[_TOC_\]\] ) (*:foreign)
    )
]=], parts)

-- Capitals and figures
local capitals = pattern([=[(?x) (?! [A-Z][a-z ] (?<!Er) ) (?<![A-Za-z0-9_]) (?:
    (?: TODO | FIXME ) (?![-\w]|\.\w) (*:token)
  | (?<![-/.]) (?: TB[CAD] | T\.B\.[CAD]\.? ) (?![-\w/]) (*:to_be)
  | HH:MM \b (*:date_mask) | Q\? (?=[ ][0-9]{4}) (*:blank)
  | (?: [A-Z]{2,5} | [0-9]{2,4} ) - X{3,} (?![-\w]) (*:coded)
  | 20XX \b (*:coded) | (?:TK){2,} \b (*:token)
  | 0[0-9]* [ ]? X{3,} (?:[ ]X+)* \b (*:blank)
  | (?: (?:FULL|FIRST|LAST|YOUR)_(?:NAME|TITLE|ROLE|EMAIL) | JOB_(?:TITLE|ROLE) )
    (?: [ ][A-Z]{2,}_[A-Z]{2,} )? \b (*:mask)
  | [A-Z]{2,} (?: _[A-Z]{2,} )+ \b (*:code_name)
  | (?:INSERT|ADD)[ ](?:LINK|NAME|DATE|TEXT|IMAGE|LOGO|TITLE|HERE)\b (?![ ]HERE\b) (*:filler)
  | Error![ ](?:Reference[ ]source|Bookmark)[ ]not[ ](?:found|defined) (*:filler)
  | À[ ]DÉT\. (*:token)
) ]=])
local lower_token = pattern([=[(?x) (?<![-\w/.]) tb[cad] (?![-\w/]) (*:to_be) ]=])
local date_mask = pattern([=[\b(?i:%{date_mask})\b(*:date_mask)]=], parts)
local dots = pattern("\\.{5,}(*:line)")
-- What all date masks, and all lower-case references, hold
local double_y = pattern("[Yy][Yy]")
local double_x = pattern(" xx")

-- Page and figure numbers that are still missing; apart, since a pattern that needs
-- an "X" is passed over at once where there is none
local upper_reference = pattern([=[(?x)
    \b (?: pp?\.?[ ]? | [Pp]ages?[ ](?!X+[ ]of\b) | %{numbered}[ ]\[? | %{numbered_late}[ ]X ) X+
      (?: (?:[-–]|[ ]to[ ]) X+ )? \]? (?!\w) (*:reference)
  | \b %{numbered_late}[ ] X (?!\w) (*:perhaps_numeral)
]=], parts)
local lower_reference = pattern([=[(?x) \b (?: [Pp]ages? | %{numbered} | %{numbered_late} )[ ] xx+
  (?: (?:[-–]|[ ]to[ ]) xx+ )? (?!\w) (?![ ]of\b) (*:reference)]=], parts)
local asked_reference = pattern([=[(?x) \b (?: pp?\.?[ ]? | [Pp]ages?[ ]\? | %{numbered}[ ]
  | %{numbered_late}[ ] ) \?+ (?: [-–] \?+ )? (?!\w) (*:reference)]=], parts)

local function shapes_for(page)
  local shapes = { marks, upper_reference, asked_reference, capitals, lower_token, dots }
  if page:has(double_y) then
    table.insert(shapes, date_mask)
  end
  if page:has(double_x) then
    table.insert(shapes, 2, lower_reference)
  end
  return shapes
end

-- Words: what comes later, in several languages; what an unfinished section says of
-- itself; what stock templates bring
local words = phrases "placeholder.yaml"

-- ---- What stands around --------------------------------------------------------------

local near = patterns(function() return {
  removed = "(?i)\\b(?:removed|redacted|withheld|changed|anonymi[sz]ed|omitted|deleted|supplied|added by)\\b",
  instruction = "(?i)^\\[\\s*(?:please |to )?(?:add|insert|link|hyperlink|footnote|confirm|check)\\b",
  -- glued to other signs: a pattern for names of files, or an address
  glued_before = "[-_@.\\w\\]]$",
  glued_after = "^(?:[-_@\\w\\[]|\\.\\w)",
  on_screen = "(?i)^ (?:button|key|tab|menu|icon|field|option|command|screen|box|checkbox)s?\\b",
  said_of_one = "(?i)^\\[\\s*(?:no|old|new|same|this|that|its|his|her|each|another|previous|former|original)\\b",
  bare_thing = "(?i)^\\[\\s*(?:map|figure|chart|page|day|month|year)s?\\s*\\]$",
  hidden_digits = "^(?: X{4})* ?[0-9]{3,4}\\b",
  of_a_thing = "(?i)\\b(?:type|vendor|generation|plan|project|group|team|on|option|brand|model|company|platform|phase|product|planet|cohort|ward) $",
  in_code_names = "[A-Z]_[A-Z]+, $",
  holds_link = "\\]\\(.|\\]\\[",
  editorial = "(?i)^\\[\\s*(?:the|a|our|their) ",
  one_word = "^\\[\\s*\\w+\\s*\\]$",
  weak_word = "(?i)^\\[\\s*(?:update|delete|remove|complete|select|enter|type|write|include|provide|replace|choose|put|verify)\\s*\\]$",
  numbered = "(?i)^\\[\\s*(?:ref(?:erence)?|link|figure|page|image|map|chart|footnote|update)s?[ ,.:]*\\d",
  opened = "[\"'“‘]$",
  closed = "^[\"'”’]|^[^\"'”’“‘.]{1,16}[\"”’]",
  screen = "(?i)\\b(?:press|keys?|hit|tap|hold|click|choose|select|pick|menu|button)\\b[^.]*$|\\] ?[>+] ?$",
  expansion = "\\b(\\p{Lu})[\\w’'-]+ (?:(?:of|and|the|for|in) )*(\\p{Lu})[\\w’'-]+ \z
  (?:(?:of|and|the|for|in) )*(\\p{Lu})[\\w’'-]+ \\((TB[CAD])\\)",
  legend = "\\b(TB[CAD]) (?:=|means|stands for) ",
  mentioned = [=[(?xi) \b(?: placeholders? | search(?:ing)?[ ]for | (?:do[ ]not|don[’']t|never)
    [ ](?:leave|write|use|publish) ) \b [^.!?]* $
  | \b (?: replac\w+ | tak\w+[ ]out | remov\w+ | delet\w+ | not | rather[ ]than | instead[ ]of | such[ ]as | like
      | the[ ](?:word|label|keyword|tag|marker|string|term|status|acronym) | called | marked | tagged )[ ](?:any[ ]|all[ ]|the[ ]|every[ ])? ["'“‘(]? $
  | \b (?: bad | wrong | avoid | don[’']t )(?:[ ]example)?: \s* ["'“‘] [^"”]* $ ]=],
  said_of_it = "(?i)^[\"'”’]? (?:lists?(?! (?:the|them|all|of|any))|column|items?|comments?|notes?|status|label|marker|tags?|values?|entries|app|is (?:a|an|replaced))\\b|^s\\b",
  spanish = "^ (?:el|la|los|las|lo|o|a|os|as) ",
  -- the text says how something is written: any sign, a date, a field
  as_format = "(?i)\\b(?:formats?|formatted|in the form|pattern|syntax|mask|written as|e\\.g\\.|for example\z
    |conventions?|accepts?)\\b[^.!?\\n]*$",
  as_date = "(?i)\\b(?:formats?|formatted|in the form|pattern|syntax|mask|written|e\\.g\\.|for example|style\z
    |like|such as|enter|type|conventions?|accepts?|ask for [\\w ]+ as)\\b[^.!?\\n]*$",
  format_after = "(?i)^[^.!?\\n]*\\b(?:formats?|pattern|as input|syntax|style)\\b",
  as_field = "(?i)\\b(?:formats?|in the form|form asks|pattern|syntax|written as|e\\.g\\.|for example|like\z
    |such as|should read|reads|set [\\w ]+ as|conventions?|commands?|arguments?|parameters?|usage\z
    |variables?|fields?|ask for [\\w ]+ as)\\b[^.!?\\n]*$",
  of_format = "(?i)\\b(?:format|pattern|example|mask|syntax|type|regex)s?\\b",
  of_names = "(?i)\\b(?:field|column|variable|parameter|key|code|abbreviation|acronym|setting|element|attribute)s?(?: names?)?$",
  of_fields = "(?i)\\b(?:field|column|variable|parameter|attribute|element)s?\\b",
  of_values = "(?i)\\bvalues?\\b[^.]*$",
  of_terms = "(?i)^(?:name|term)$",
  of_meanings = "(?i)\\b(?:type|format|description|meaning|definition|required|default|values?)\\b",
  of_status = "(?i)\\b(?:status|state|progress)\\b",
  of_calendar = "(?i)\\b(?:date|time|venue|location|when|where|room|speaker)s?\\b",
  of_meetings = "(?i)\\b(?:meeting|event|session|workshop|course|visit|date)s?\\b",
  roman_before = "(?i)\\b(?:%{roman_word})s?[,:]?\\s*$",
  roman_after = "(?i)^\\s*(?:century|chromosomes?|karyotype|genotype|females?|males?|and XY|or XY|olympiad\z
  |games|siècle|legion|corps|women|individuals)\\b",
  other_roman = "\\b(?:X[IV]X?I{0,3}|XX[IV]+|VI{2,3}|IV|IX)\\b",
  love = "(?i)\\b(?:thanks?(?: you)?|love|kisses|mum|dad)\\b[^.]*$",
  counts = "^ (?:%{units}|\\p{Ll}{2,}s)\\b",
  counted = "(?i)\\b(?:last|past|next|every|first|within the|top)\\s*$",
  box = "\\[ ?\\]",
  of_form = "(?i)\\b(?:return (?:this|the) form|complete this form|fill in this form|tick|signed|signature|print name)\\b",
  of_signing = "(?i)\\b(?:signed|signature|date|print name)\\b[^.]*$",
  roman_numbered = "^%{numbered_late} X",
  of_a_book = "(?i)^ of (?:the|that|his|her) (?:book|act|code|bible|treaty|novel|report of)\\b",
  label_before = "(?i)(?:^|\\n|[:;] ?|[–—] ?)(?:\\p{L}+ ){0,3}$",
  spoken = "(?i)\\b(?:needs?|has|have|had|ought|used|got|due|likely|going) $",
  lone_before = "(?:^|\\n|[:;] ?|[–—] ?)$",
  thing_before = "(?i)(?:^|\\n|[:;] ?|[–—] ?)(?:\\p{L}+ ){0,2}%{thing} $|^$",
  value_after = "^(?:[.]?\\s*$|\\s*\\n|[.;,] | \\p{Lu}|(?: (?:by|with|from|at|in|once|when|after|before|pending)\\b[^.]*[.]?)$)",
  opens_sentence = "^,",
  value_ends = "^[.]?\\s*(?:$|\\n|\\))",
  link_before = "(?i)\\blinks? $",
  sentence_ends = "^\\s*(?:[.,;:)]|$|\\n)",
  whole_section = "(?i)\\bthis (?:section|page|part|document|table|list|annex|appendix|chapter)(?: still)? $",
  hollow_url = "(?i)^(?:#|(?:https?://|mailto:|tel:)?%{nowhere}/?|https?:/*|mailto:|tel:)$\z
  |^[a-z]+:\\S*[/.=@]x{3,}(?:[/.?#@]\\S*)?$|^[a-z]+://x{3,}|^mailto:x+@|^!--",
  unclosed = "\\[[^\\]]*$|\\([^)]*$",
  noun_before = "(?i)\\b(?:an?|my|our|your|the|of|any|these|those|some|as|this|each|every) $",
  path_before = "[/#]$|(?:^|\\s)[/$]\\S* ?$",
  joint_before = "[-/=._:+\\w]$",
  joint_after = "^[-/\\w]",
  colon_after = "^:",
  regularly = "(?i)^ (?:every|each|when|before|if|in|for|as)\\b",
  capital_initials = "\\p{Lu}\\w+ [^()]*\\p{Lu}\\w+ \\(TB",
  tags = "\\{%",
  component = "=|/\\s*$",
  variable = "[.|%(\"'#/<]|^\\{\\{\\s*(?:content|title|toc|raw)\\s*\\}\\}$",
}, parts end)

local function first(object, shape)
  return object:match(shape)()
end

local function in_quotation_marks(m)
  return near.opened:test(m.before) and near.closed:test(m.after)
end

-- The text speaks of it and does not use it: a guide on writing, a board's columns.
local function is_mentioned(m)
  return in_quotation_marks(m) or near.mentioned:test(m.before) or near.said_of_it:test(m.after)
end

-- The header cell above a match in a table's body; nil elsewhere.
local function column_of(m)
  local cell = m.block
  if not cell or cell.kind ~= "cell" or cell.parent.kind ~= "row" then
    return nil
  end
  local header = cell.parent.parent:nodes("header")()
  local above = header and header:children()()
  while above and cell.previous do
    above, cell = above.next, cell.previous
  end
  return above
end

local function in_header(m)
  return m.block ~= nil and m.block.kind == "cell" and m.block.parent.kind == "header"
end

local function stands_under(m, shape)
  local header = column_of(m)
  return header ~= nil and shape:test(header.text)
end

-- In a table that says what fields or words mean.
local function is_defined(m)
  local header = column_of(m)
  return header ~= nil and (near.of_names:test(header.text)
    or near.of_terms:test(header.text) and near.of_meanings:test(header.parent.text))
end

-- A date or place still open in a table of meetings is news, not a slip.
local function in_calendar(m)
  local header = column_of(m)
  return header ~= nil and near.of_calendar:test(header.text) and near.of_meetings:test(header.parent.text)
    and header.previous ~= nil
end

-- Facts of the page, found at most once.
local known = {}

local function expands(page, token)
  if not known.expanded then
    known.expanded = {}
    for m in page:match(near.expansion) do
      if m[1] .. m[2] .. m[3] == m[4] then
        known.expanded[m[4]] = true
      end
    end
    for m in page:match(near.legend) do
      known.expanded[m[1]] = true
    end
  end
  return known.expanded[token]
end

-- A table on the page says how things are to be written.
local function explains_format(page)
  if known.format == nil then
    known.format = false
    for header in page:nodes("header") do
      known.format = known.format or near.of_fields:test(header.text)
        and (near.of_format:test(header.text) or near.of_meanings:test(header.text))
    end
  end
  return known.format
end

local function has(page, name, shape)
  if known[name] == nil then
    known[name] = first(page, shape) ~= nil
  end
  return known[name]
end

-- In the text of a link that leads nowhere and is reported as a whole.
local function in_hollow_link(m)
  local link = m.link
  return link ~= nil and link.url ~= nil and near.hollow_url:test(link.url)
end

-- In the text of a link that leads somewhere: "[[link]](https://…)".
local function in_sound_link(m)
  local link = m.link
  return link ~= nil and link.url ~= nil and link.url ~= "" and not near.hollow_url:test(link.url)
end

-- ---- Judges -------------------------------------------------------------------------

-- Each takes a match and the page and says "error", "warning" or nil: innocent.
local judges = {}

function judges.filler(m)
  return not is_mentioned(m) and not in_sound_link(m) and "error" or nil
end

-- "<name>" in a path or an option is the syntax of a command.
function judges.angle(m)
  return not near.joint_before:test(m.before) and not near.joint_after:test(m.after) and judges.filler(m)
    or nil
end

function judges.brace(m)
  return not near.path_before:test(m.before) and judges.filler(m) or nil
end

function judges.verb(m)
  local text, single = m.text, near.one_word:test(m.text)
  if in_sound_link(m) or near.numbered:test(text) or near.removed:test(text) or near.holds_link:test(m.source) or near.mentioned:test(m.before) then
    return nil
  end
  if near.screen:test(m.before) or (m.quoted and (single or not near.instruction:test(text))) then
    return nil
  end
  if single and (near.on_screen:test(m.after) or near.weak_word:test(text) and m.block.kind == "heading") then
    return nil
  end
  return near.weak_word:test(text) and "warning" or "error"
end

function judges.field(m)
  if m.quoted or in_sound_link(m) or near.removed:test(m.text) or near.holds_link:test(m.source) or is_mentioned(m) or near.as_field:test(m.before) then
    return nil
  end
  if near.glued_before:test(m.before) or near.glued_after:test(m.after) or near.said_of_one:test(m.text) then
    return nil
  end
  if near.one_word:test(m.text) and (near.screen:test(m.before) or near.on_screen:test(m.after)) then
    return nil
  end
  return (near.editorial:test(m.text) or near.bare_thing:test(m.text)) and "warning" or "error"
end

function judges.token(m, page)
  local block = m.block
  if is_mentioned(m) or near.spanish:test(m.after) or near.noun_before:test(m.before) or in_header(m) then
    return nil
  end
  if block and block.kind == "heading" and m.before == "" and not near.colon_after:test(m.after) then
    return nil -- a list of tasks
  end
  return stands_under(m, near.of_status) and "warning" or "error"
end

function judges.to_be(m, page)
  if expands(page, m.text:upper()) or is_mentioned(m) or is_defined(m) or in_header(m)
    or near.of_values:test(m.before) then
    return nil
  end
  if in_calendar(m) or stands_under(m, near.of_status) then
    return "warning"
  end
  return "error"
end

function judges.round(m, page)
  local name = first(m.block, near.capital_initials)
  return not (name and expands(page, m.text:sub(2, -2):upper())) and not is_mentioned(m) and "error" or nil
end

function judges.date_mask(m, page)
  if explains_format(page) or near.as_date:test(m.before) or near.format_after:test(m.after) or is_mentioned(m) then
    return nil
  end
  return "error"
end

function judges.mask(m, page)
  if near.in_code_names:test(m.before) or near.as_format:test(m.before) or is_mentioned(m)
    or explains_format(page) then
    return nil
  end
  return "error"
end

-- Names of variables look like masks; alone in a cell they are more likely masks.
function judges.code_name(m)
  local block = m.block
  if near.as_format:test(m.before) or is_defined(m) or not block
    or block.kind ~= "cell" or block.text ~= m.text then
    return nil
  end
  return column_of(m) and "warning" or nil
end

function judges.capitals(m)
  return column_of(m) and not is_defined(m) and "error" or nil
end

function judges.cell(m)
  local block = m.block
  local item = block and block.parent and block.parent.kind == "item"
  if m.before == "" and not item and not column_of(m) then
    return nil
  end
  return in_calendar(m) and "warning" or "error"
end

function judges.crosses(m, page)
  local short = #m.text < 3
  if (#m.text == 4 and near.hidden_digits:test(m.after)) or is_mentioned(m) or stands_under(m, near.of_format) or is_defined(m) then
    return nil
  end
  if short and (near.roman_before:test(m.before) or near.roman_after:test(m.after)) then
    return nil
  end
  if near.path_before:test(m.before) or (short and has(page, "roman", near.other_roman)) then
    return nil
  end
  return m.quoted and "warning" or "error"
end

function judges.kisses(m)
  if m.text == "xx" and not near.counts:test(m.after) then
    return nil
  end
  if near.path_before:test(m.before) or near.love:test(m.before) or is_mentioned(m) then
    return nil
  end
  return m.quoted and "warning" or "error"
end

function judges.coded(m)
  return not near.as_format:test(m.before) and not is_mentioned(m) and not stands_under(m, near.of_format)
    and "error" or nil
end

judges.blank = judges.coded

function judges.count(m)
  local block = m.block
  if near.counted:test(m.before) or near.of_a_thing:test(m.before) or is_mentioned(m) or (block and (block.text == m.text
    or first(block, near.box))) then
    return nil
  end
  return "error"
end

-- A form keeps its lines; so does the place where somebody will sign.
function judges.line(m, page)
  if near.of_signing:test(m.before) or has(page, "form", near.of_form) then
    return "warning"
  end
  return judges.coded(m)
end

function judges.perhaps_numeral(_, page)
  return not has(page, "roman", near.other_roman) and "warning" or nil
end

function judges.reference(m, page)
  if is_mentioned(m) or (near.roman_numbered:test(m.text) and (near.of_a_book:test(m.after)
    or has(page, "roman", near.other_roman))) then
    return nil
  end
  return "error"
end

function judges.question(m)
  return not m.quoted and "warning" or nil
end

function judges.comment_link()
  return "error"
end

-- Variables of another generator are the business of the rule foreign-syntax.
function judges.braces(m, page)
  if near.variable:test(m.text) or has(page, "tags", near.tags) then
    return nil
  end
  return judges.filler(m)
end

function judges.foreign()
  return nil
end

-- ---- Reporting ----------------------------------------------------------------------

-- Made when there is something to say.
local messages, advice

local function word_reports()
  messages = messages or {
    mask = "the field mask %s was not filled in",
    code_name = "the field mask %s was not filled in",
    capitals = "the field mask %s was not filled in",
    date_mask = "the date mask %s was not filled in",
    blank = "the blank %s was not filled in",
    line = "the blank %s was not filled in",
    crosses = "the blank %s was not filled in",
    kisses = "the blank %s was not filled in",
    coded = "the blank %s was not filled in",
    count = "the number in %s is missing",
    reference = "the number in %s is missing",
    perhaps_numeral = "is the number in %s missing, or is it a ten?",
    comment_link = "the link %s has a comment instead of a destination",
    question = "%s looks like a question that nobody answered",
    hollow = "the link %s leads nowhere",
    example = "the link %s leads to an example address",
    picture = "the picture %s has no file",
    tag = "unresolved placeholder %s; a browser takes it for markup and shows nothing",
  }
  advice = advice or {
    reference = "Write the number, or let the reference number itself: [](#id).",
    perhaps_numeral = "Write the number in figures.",
    question = "Answer it, then delete the bracket.",
    hollow = "Give the link its destination, or take the link away.",
    example = "Give the link its destination, or take the link away.",
    comment_link = "Give the link its destination.",
    picture = "Name the picture's file, or take the picture out.",
    tag = "Fill it in; to show angle brackets, write &lt; and &gt;.",
  }
end

local function say(report, span, text, class, level)
  word_reports()
  local shown = text
  if utf8.len(text) > 60 then
    shown = text:sub(1, utf8.offset(text, 58) - 1) .. "…"
  end
  report(span, string.format(messages[class] or "unresolved placeholder %s", "\"" .. shown .. "\""), {
    level = level, advice = advice[class],
  })
end

-- ---- Text ---------------------------------------------------------------------------

-- Nothing follows, or what does says by whom or when.
local function is_value(m)
  if near.unclosed:test(m.before) then
    return false -- the bracket was looked at as a whole
  end
  if m.text:lower() == "to follow" then
    return near.thing_before:test(m.before) and near.value_ends:test(m.after)
      or near.link_before:test(m.before) and near.sentence_ends:test(m.after)
  end
  if m.before == "" and near.opens_sentence:test(m.after) then
    return false
  end
  return near.lone_before:test(m.before) and near.value_after:test(m.after)
    or near.label_before:test(m.before) and not near.spoken:test(m.before) and near.value_ends:test(m.after)
end

local kinds = {}

function kinds.later(m)
  if not is_value(m) or is_mentioned(m) then
    return nil
  end
  return in_calendar(m) and "warning" or "error"
end

function kinds.unfinished(m)
  return near.whole_section:test(m.before) and not near.regularly:test(m.after) and "error" or nil
end

function kinds.stock(m)
  return not is_mentioned(m) and not near.unclosed:test(m.before) and "error" or nil
end

local function check_words(page, report)
  for m in page:find(words) do
    local level = kinds[m.entry.kind](m)
    if level then
      say(report, m, m.text, "filler", level)
    end
  end
end

local function check_shapes(page, report)
  for m in page:match(shapes_for(page)) do
    local level = judges[m.mark](m, page)
    if level and not in_hollow_link(m) then
      say(report, m, m.text, m.mark, level)
    end
  end
end

-- ---- Links and pictures --------------------------------------------------------------

local example_url = pattern("(?i)^(?:https?://|mailto:.*@)(?:[\\w-]+\\.)*example\\.(?:com|org|net)(?:[/?#:].*)?$")
local example_text = pattern("(?i)example")
local to_top = pattern("(?i)\\btop$|^[↑^]$")

local function check_link(link, report)
  local url, text = link.url or "", link.text
  if url == "" or near.hollow_url:test(url) then
    if url ~= "#" or not to_top:test(text) then
      say(report, link, link.source, "hollow", "error")
    end
  elseif example_url:test(url) and not example_text:test(text) then
    say(report, link, link.source, "example", url:sub(1, 4) == "http" and "error" or "warning")
  end
end

local function check_links(page, report)
  for node in page:nodes("link", "image") do
    local url = node.url or ""
    if node.kind == "link" then
      check_link(node, report)
    elseif url ~= "#" and (url == "" or near.hollow_url:test(url)) then
      say(report, node, node.source, "picture", "error")
    end
  end
end

-- ---- Raw HTML, which is searched as it is written ------------------------------------

local html_hidden = pattern("(?i)^<(?:[!?]|(?:script|style|pre|code|textarea|svg)\\b)")
local html_close = pattern("</([A-Za-z][\\w-]*)")
-- "<mailbox address here>" is markup to a browser and vanishes from the page.
local html_tag = pattern([=[(?x) < (?! (?i: %{element} ) (?![\w-]) ) ([A-Za-z][\w-]*) ([^<>]*) >
  | < (?i: %{worded_element} ) (?: \s+ (?! (?:open|hidden)\b ) [\w’'-]+ )+ \s* >
  | <(?i: link ) >]=], parts)
local html_text = pattern([=[(?x)
    (?i: <t[dh]\b [^>]* > ) \s* \K \?+ (?= \s* </t ) (*:blank)
  | (?: > | \G(?!\A) ) [^<>]*? \K (?:
      \b (?:TODO|FIXME) \b (?!-) (*:token) | (?<![-\w/.]) (?: TB[CAD] | tb[cad] ) (?![-\w/]) (*:to_be)
    | \[ (?i: \s* %{verb} \b | \s* (?:%{qualifier}[ ])* (?:%{field}|%{lone_field}) \s* \] ) [^\[\]\n<>]* (*:filler)
    | (?i: %{later} ) (?= \s* < ) (*:filler)
    | (?i: lorem[ ]ipsum[ ]dolor ) (*:filler)
    | [£$€]X+ (*:blank) | (?<![-\w"']) X{2,} (?![-\w]) (*:blank) | _{3,} (*:blank) | \?{3,} (*:blank)
    | \b [Pp]age[ ] (?:X+|xx+|\?+) (?!\w) (*:reference)
    ) (?= [^<>]* (?: < | \z ) )
  | (?i) \b (?:href|src) \s* = \s* ["'] \s* (?: \# | (?:https?://|mailto:)? (?:tb[cad]|todo|xx+|link|url) )? \s* ["']
      (?! [^>]* > [^<]* \b top \b ) (*:hollow)
]=], parts)
local joined = pattern("[\\w=+/.&-]$")

local function check_tags(node, report, closed_elements)
  for m in node:match(html_tag) do
    local name, rest = m[1], m[2] or ""
    if not name or not (closed_elements[name] or near.component:test(rest)) then
      say(report, m, m.text, "tag", joined:test(node.preceding) and "warning" or "error")
    end
  end
end

local function check_html(page, report)
  if not page:nodes("html")() then
    return
  end
  local closed_elements = {}
  for node in page:nodes("html") do
    for m in node:match(html_close) do
      closed_elements[m[1]] = true
    end
  end
  for node in page:nodes("html") do
    if not first(node, html_hidden) then
      check_tags(node, report, closed_elements)
      for m in node:match(html_text) do
        -- of a tag inside text the words that follow are not known
        local lone_tag = m.mark == "hollow" and node.preceding ~= "\n" and node.preceding ~= ""
        say(report, m, m.text, m.mark, lone_tag and "warning" or "error")
      end
    end
  end
end

return {
  id = "placeholder",
  title = "Nothing is left to fill in",
  level = "error",
  why = "A reader who meets \"[add link]\" or \"page XX\" stops trusting the document, and what \z
    was to stand there is missing.",
  advice = "Fill it in, or take it out.",
  except = { "template" }, -- it is meant to keep its fields
  supersedes = { "link", "raw-html", "image" },
  baseline = "draft",

  check = function(page, report)
    check_shapes(page, report)
    check_words(page, report)
    check_links(page, report)
    check_html(page, report)
  end,

  examples = function()
    return {
      { bad = "See our plan [add link].", finds = { "[add link]" }, level = "error" },
      { bad = "We use many channels (see pX). See Appendix XX and Appendix X.",
        finds = { "pX", "Appendix XX", "Appendix X" } },
      { bad = "Launch: TBC. Cost: £XX. Lead: \\[TODO: name\\]. Reply by dd/mm/yyyy.",
        finds = { "TBC", "£XX", "\\[TODO: name\\]", "dd/mm/yyyy" } },
      { bad = "| Lead | Role |\n|---|---|\n| Ann | ? |\n| JOB_TITLE | Chair |\n| NAME | Clerk |",
        finds = { "?", "JOB_TITLE", "NAME" } },
      { bad = "| Lead | Place |\n|---|---|\n| Ann | NORTH_WARD |", finds = { "NORTH_WARD" },
        level = "warning" },
      { bad = "Ask for [the form]() or [the list](TBC).", finds = { "[the form]()", "[the list](TBC)" } },
      { bad = "Read [the survey](https://example.com/survey).",
        finds = { "[the survey](https://example.com/survey)" } },
      { bad = "![The ward]()", finds = { "![The ward]()" } },
      { bad = "Write to [us](<!-- address -->).", finds = { "[us](<!-- address -->)" } },
      { bad = "Write to <mailbox address here>.", finds = { "<mailbox address here>" } },
      { bad = "<table><tr><td>?</td><td>TBC</td></tr></table>", finds = { "?", "TBC" } },
      { bad = "| Meeting | Date |\n|---|---|\n| Board | TBC |", finds = { "TBC" }, level = "warning" },
      { bad = "Ask first [who leads this now?].", level = "warning" },
      { bad = "We saw XX people and X patients. Ask xxx for it. Ticket INC-XXX. Name: ______",
        finds = { "XX", "X", "xxx", "INC-XXX", "______" } },
      { bad = "Costs are for finance.\n\nFinance: to be confirmed", finds = { "to be confirmed" } },
      { bad = "This section needs to be completed.", finds = { "needs to be completed" } },
      { good = "“[The patient] was seen [sic] in [2019] EWCA 4 [95% CI 1 to 2] […].”" },
      { good = "- [ ] Book a room\n- [x] Tell the staff\n\nA 16px gap, an XXL shirt, form P45." },
      { good = "She said: “We [include] everyone, and [name removed] agrees.”" },
      { good = "The plan is easy to follow. Chromosome XX. Write dates in the form dd/mm/yyyy." },
      { good = "The Torbay Boat Club (TBC) meets on Mondays. TBC is open to all." },
      { good = "Never leave “[add link]” in a page. Search for TBC before you publish." },
      { good = "| Column | Format |\n|---|---|\n| START_DATE | YYYY-MM-DD |\n| CODE | XXX |" },
      { good = "---\nkind: template\n---\n\nDear [name], we meet on [date]." },
      { good = "{% include menu.html %}\n\n{{ page.title }}\n\n??? note\n\n<Tabs value=\"a\">" },
      { good = "Run `[add link]` and see:\n\n    pX XX TBC" },
    }
  end,
}
