"""The story of web pages: Chromium's accessibility trees, and of the elements behind them
what those trees lack, languages, spans and ids (tests/site/story.mjs)."""
import json
import pathlib
import subprocess
import urllib.parse

from story import Cell, Story, tell_table, tidy

TOOL = pathlib.Path(__file__).resolve().parents[1] / "site" / "story.mjs"

BLOCKS = {"address", "article", "aside", "dd", "details", "div", "dl", "dt", "figcaption",
          "figure", "footer", "header", "li", "main", "ol", "p", "pre", "section", "summary", "ul"}
GROUPS = {"listitem": "item", "blockquote": "quote"}
NAMED = {"caption": "caption", "Figcaption": "caption", "term": "label", "ListMarker": "label"}
SCOPES = {"columnheader": "Column", "rowheader": "Row"}


class Node:
    def __init__(self, raw, lang):
        self.role, self.name, self.tag = raw.get("role"), raw["name"], raw.get("tag")
        self.properties, self.attributes = raw["properties"], raw.get("attributes", {})
        self.lang = raw.get("lang") or lang
        self.classes = set(self.attributes.get("class", "").split())
        self.children = []

    def find(self, test):
        """The outermost nodes that pass the test."""
        for child in self.children:
            yield from [child] if test(child) else child.find(test)

    @property
    def text(self):
        own = self.name if self.role in ("StaticText", "LineBreak") else ""
        return own + "".join(child.text for child in self.children)


def tree_of(raw):
    known = {node["id"]: node for node in raw}

    def build(node, lang):
        made = Node(node, lang)
        made.children = [build(known[child], made.lang) for child in node["children"]
                         if child in known]
        return made

    return build(raw[0], "")


class Site:
    """The pages of a published folder."""

    def __init__(self, folder):
        self.folder = folder
        pages = sorted(str(page.relative_to(folder)) for page in folder.rglob("*.html"))
        done = subprocess.run(["node", TOOL, folder, *pages], capture_output=True, text=True,
                              check=True)
        read = json.loads(done.stdout)
        self.address = read["address"]
        self.trees = {path: tree_of(raw) for path, raw in read["stories"].items()}

    def main(self, page):
        return next(self.trees[page].find(lambda node: node.role == "main"))

    def path(self, url):
        return url.removeprefix(self.address) if url.startswith(self.address) else None

    def pages_of(self, pdf):
        """Those that a PDF holds, in the order of the contents list on its first page."""
        folder = pdf.parent.relative_to(self.folder)
        if pdf.stem != folder.name:
            return [str(folder / f"{pdf.stem}.html")]
        first = str(folder / "index.html")
        lists = [node for node in self.main(first).find(lambda one: one.role == "navigation")
                 if "nhsuk-contents-list" in node.classes]
        links = [link for node in lists for link in node.find(lambda one: one.role == "link")]
        return [first, *(self.path(link.properties["url"]) for link in links)]


# ---- Telling ------------------------------------------------------------------------------

# DESIGN: a page's facts and files, which paper has on its cover.
WEB_ONLY = {"concordat-facts", "concordat-formats", "nhsuk-caption-xl", "nhsuk-lede-text",
            "nhsuk-u-visually-hidden", "concordat-review", "concordat-draft"}


def is_web_only(node):
    """DESIGN: those, and the ways around the site."""
    if node.role in ("navigation", "doc-backlink") or node.classes & WEB_ONLY:
        return True
    if node.tag == "details":
        return any(node.find(lambda one: one.role == "navigation"))
    links = list(node.find(lambda one: one.role == "link"))
    return (node.role == "paragraph" and len(links) == 1 and links[0].text == node.text and
            links[0].properties.get("url", "").endswith(".pdf"))


class WebTeller:
    def __init__(self, site, pages, address):
        self.site, self.pages, self.outside = site, pages, address
        self.story = Story(site.main(pages[0]).lang)
        self.expanded = set()
        for page in pages:
            # DESIGN: one document has one title; those of its other pages are sections.
            self.deeper = int(page != pages[0])
            self.expanded = set()
            self.inside(site.main(page))
            self.story.end()

    def lines(self):
        return self.story.lines + self.story.sign_offs + self.story.notes

    def inside(self, node):
        for child in node.children:
            self.tell(child)

    def target(self, url):
        """As print names places: by page and id, by address what is in no such page."""
        path = self.site.path(url)
        if path is None:
            return url
        page, _, place = path.partition("#")
        if page not in self.pages:
            return urllib.parse.urljoin(self.outside, path)
        stem = pathlib.PurePosixPath(page)
        name = stem.parent.name if stem.stem == "index" else stem.stem
        return f"{name}.{place}" if place else name

    def tell(self, node):
        role, story = node.role, self.story
        inside = lambda: self.inside(node)
        if "concordat-tasks__item" in node.attributes.get("class", "") and role == "listitem":
            story.group("item", lambda: self.task(node))
            return
        if is_web_only(node):
            return
        if role in ("StaticText", "LineBreak"):
            story.text(node.name, node.lang)
        elif "concordat-notes" in node.classes:
            for item in node.find(lambda one: one.role == "listitem"):
                story.keep(story.notes, lambda item=item: self.note(item))
        elif "concordat-diagram__text" in node.classes:
            story.text(f"{{image: {self.words_of(node)}}}", node.lang)
        elif role == "heading":
            story.block(f"heading {node.properties['level'] + self.deeper}", inside)
        elif role in NAMED:
            story.block(NAMED[role], inside if role != "ListMarker" else
                        lambda: story.text(node.name, node.lang))
        elif role in GROUPS:
            story.group(GROUPS[role], inside)
        elif role == "list":
            story.group(f"list {self.numbering(node)}", inside)
        elif role == "DescriptionList":
            story.group("list None", lambda: self.definitions(node))
        elif role == "table":
            tell = lambda: story.group("table", lambda: self.table(node))
            is_sign_off = "concordat-sign-offs" in node.classes
            story.keep(story.sign_offs, tell) if is_sign_off else tell()
        elif role in ("image", "img"):
            story.text(f"{{image: {tidy(node.name)}}}", node.lang)
        elif "concordat-numbered__number" in node.classes:
            story.block("label", inside)  # DESIGN: a paragraph's number leads to it on the web
        elif role in ("link", "doc-noteref"):
            to = self.target(node.properties.get("url", ""))
            story.around("[", f"]({to})", node.lang, inside)
        elif role == "code":
            story.around("`", "`", node.lang, inside)
        elif role == "Abbr":
            story.around("", self.expansion(node), node.lang, inside)
        elif node.tag in BLOCKS:
            story.block("text", inside)
        else:
            self.inside(node)

    def expansion(self, node):
        """DESIGN: print says it at the first of a page, the web at each."""
        is_first = node.text not in self.expanded
        self.expanded.add(node.text)
        return f" (= {node.attributes.get('title', '')})" if is_first else ""

    def task(self, node):
        """What its box says to the eye is said in hidden words."""
        for child in node.children:
            if "nhsuk-u-visually-hidden" in child.classes:
                self.story.block("label", lambda child=child: self.inside(child))
            else:
                self.tell(child)

    def note(self, item):
        for child in item.children:
            if child.role != "ListMarker":
                self.tell(child)

    @staticmethod
    def numbering(node):
        marker = next(node.find(lambda one: one.role in ("ListMarker", "list")), None)
        if marker is None or marker.role == "list":
            return "None"
        return "Disc" if tidy(marker.name) in "•◦▪" else "Decimal"

    def definitions(self, node):
        """An item for each run of terms and their definitions."""
        run, runs = [], []
        for part in node.find(lambda one: one.role in ("term", "definition")):
            if part.role == "term" and (not run or run[-1].role == "definition"):
                run = []
                runs.append(run)
            run.append(part)
        for run in runs:
            self.story.group("item", lambda run=run: [self.tell(part) for part in run])

    def table(self, node):
        for caption in node.find(lambda one: one.role == "caption"):
            self.tell(caption)
        rows = []
        for row in node.find(lambda one: one.role == "row"):
            cells = row.find(lambda one: one.role in ("cell", "gridcell", *SCOPES))
            rows.append([Cell(cell, SCOPES.get(cell.role), cell.attributes.get("rowspan", 1),
                              cell.attributes.get("colspan", 1),
                              cell.attributes.get("headers", "").split(),
                              cell.attributes.get("id"), tidy(cell.text)) for cell in cells])
        tell_table(self.story, rows, self.inside)

    def words_of(self, node):
        """DESIGN: a drawing's list or table stands on the page; in print it is the
        drawing's alternative."""
        title = [tidy(child.text) for child in node.children if child.role == "paragraph"]
        lists = [child for child in node.children if child.role == "list"]
        words = self.listed(lists[0]) if lists else self.charted(node)
        return tidy(". ".join([*title, words]) + ".")

    def charted(self, node):
        """What is counted; then each label with its number, or with each column's."""
        head, *rows = [[tidy(cell.text) for cell in row.find(lambda one: one.role in ("cell", *SCOPES))]
                       for row in node.find(lambda one: one.role == "row")]
        names = [name + " " for name in head[1:]] if len(head) > 2 else [""]
        told = "; ".join(f"{row[0]}: " + ", ".join(name + (number or "–")
                                                   for name, number in zip(names, row[1:]))
                         for row in rows)
        return ". ".join([*(head[1:] if len(head) == 2 and head[1] else []), told])

    def listed(self, node):
        items = []
        for item in node.find(lambda one: one.role == "listitem"):
            inner = next(item.find(lambda one: one.role == "list"), None)
            own = tidy("".join(child.text for child in item.children
                               if child.role not in ("list", "ListMarker")))
            items.append(own + (f" ({self.listed(inner)})" if inner else ""))
        return "; ".join(items)
