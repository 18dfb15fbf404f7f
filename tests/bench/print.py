#!/usr/bin/env python3
"""Prints one generated document with concordat fo and with its peers, and compares.

usage: print.py CONCORDAT [--pages 20,500] [--runs 3] [--peers FOLDER] [--write FILE.fo]

The document is the same for all: chapters of headings, paragraphs, lists, tables and
links, a contents list with page numbers, running header and footer; PDF/UA-1 and, but
for WeasyPrint, PDF/A-2a. Peers that are not there are left out. To have them, in any
folder outside the repository:

  python3 -m venv FOLDER/python
  FOLDER/python/bin/pip install typst==0.15.2 weasyprint==70.0
  mvn dependency:copy-dependencies -DoutputDirectory=FOLDER/fop  (in a folder with a
    pom.xml that depends on org.apache.xmlgraphics:fop:2.11)

Wanted: at most half of Typst's time at 20 pages and a third at 500, a sixth of its
memory, and less than the smallest peer's file. Run it on a quiet machine and compare
ratios of one run only.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time
from xml.sax.saxutils import escape

WORDS = ("the board agreed that people who use services shape how care is planned and bought in "
         "every place and that staff answer them in plain words so each team writes down what it "
         "heard and what changed").split()
CHAPTER = 10  # sections
FO = 'xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1"'


def sentence(seed, words):
    text = " ".join(WORDS[(seed * 7 + i * 3 + i * i) % len(WORDS)] for i in range(words))
    return text.capitalize() + "."


def model(sections):
    """What each section holds, apart from any format; a section is about a page."""
    return [{"title": f"Section {n + 1}",
             "paragraphs": [sentence(n * 5 + k, 70) for k in range(3)],
             "items": [sentence(n + k, 12) for k in range(5)],
             "rows": [[sentence(n + r + c, 3) for c in range(4)] for r in range(8)],
             "see": (n * 7) % sections} for n in range(sections)]


def fo_sequence(name, content):
    return (f'<fo:page-sequence master-reference="m"><fo:static-content flow-name="xsl-region-before">'
            f"<fo:block>{name}</fo:block></fo:static-content><fo:static-content "
            f'flow-name="xsl-region-after"><fo:block text-align="end"><fo:page-number/></fo:block>'
            f'</fo:static-content><fo:flow flow-name="xsl-region-body">{content}</fo:flow>'
            f"</fo:page-sequence>")


def fo_section(n, section):
    cell = '<fo:table-cell border="0.5pt solid black" padding="2pt"><fo:block>%s</fo:block></fo:table-cell>'
    rows = "".join(f"<fo:table-row>{''.join(cell % escape(text) for text in row)}</fo:table-row>"
                   for row in section["rows"])
    head = "".join(cell % f"Head {c + 1}" for c in range(4))
    items = "".join(
        f'<fo:list-item><fo:list-item-label end-indent="label-end()"><fo:block>•</fo:block>'
        f'</fo:list-item-label><fo:list-item-body start-indent="body-start()"><fo:block>{item}'
        f"</fo:block></fo:list-item-body></fo:list-item>" for item in section["items"])
    text = "".join(f'<fo:block space-before="6pt">{p}</fo:block>' for p in section["paragraphs"])
    return (f'<fo:block role="H2" id="s{n}" font-size="16pt" font-weight="bold" space-before="12pt" '
            f'keep-with-next="always">{section["title"]}</fo:block>{text}'
            f'<fo:list-block space-before="6pt" provisional-distance-between-starts="8mm" '
            f'provisional-label-separation="2mm">{items}</fo:list-block>'
            f'<fo:table space-before="6pt" table-layout="fixed" width="100%" '
            f'border-collapse="separate"><fo:table-column column-width="proportional-column-width(1)" '
            f'number-columns-repeated="4"/><fo:table-header><fo:table-row>{head}</fo:table-row>'
            f"</fo:table-header><fo:table-body>{rows}</fo:table-body></fo:table>"
            f'<fo:block space-before="6pt">See <fo:basic-link internal-destination="s{section["see"]}">'
            f'section {section["see"] + 1}</fo:basic-link> and <fo:basic-link '
            f'external-destination="url(https://example.org/{n})">a site</fo:basic-link>.</fo:block>')


def as_fo(sections):
    marks = "".join(f'<fo:bookmark internal-destination="s{n}"><fo:bookmark-title>{s["title"]}'
                    f"</fo:bookmark-title></fo:bookmark>" for n, s in enumerate(sections))
    contents = "".join(
        f'<fo:block role="TOCI" text-align-last="justify"><fo:block role="Reference"><fo:basic-link '
        f'internal-destination="s{n}">{s["title"]} <fo:leader leader-pattern="dots"/>'
        f'<fo:page-number-citation ref-id="s{n}"/></fo:basic-link></fo:block></fo:block>'
        for n, s in enumerate(sections))
    chapters = "".join(
        fo_sequence(f"Bench, part {at // CHAPTER + 1}",
                    "".join(fo_section(at + i, s) for i, s in enumerate(sections[at:at + CHAPTER])))
        for at in range(0, len(sections), CHAPTER))
    return (f'<fo:root {FO} xml:lang="en" font-family="Liberation Sans" font-size="11pt">'
            f'<fo:layout-master-set><fo:simple-page-master master-name="m" page-width="210mm" '
            f'page-height="297mm" margin="20mm"><fo:region-body margin-top="15mm" '
            f'margin-bottom="15mm"/><fo:region-before extent="10mm"/><fo:region-after extent="10mm"/>'
            f"</fo:simple-page-master></fo:layout-master-set><fo:declarations>"
            f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bench</dc:title>'
            f"</rdf:Description></rdf:RDF></x:xmpmeta></fo:declarations>"
            f"<fo:bookmark-tree>{marks}</fo:bookmark-tree>"
            + fo_sequence("Bench", f'<fo:block role="H1" font-size="22pt">Bench</fo:block>'
                                   f'<fo:block role="TOC">{contents}</fo:block>')
            + chapters + "</fo:root>")


def as_typst(sections):
    out = ['#set document(title: "Bench", date: datetime(year: 2026, month: 1, day: 1))\n#set text(font: "Liberation Sans", size: 11pt, lang: "en")\n'
           '#set page(paper: "a4", margin: (x: 20mm, y: 35mm), header: [Bench], '
           'footer: align(right, context counter(page).display()))\n#title()\n#outline()\n']
    for n, s in enumerate(sections):
        out.append("#pagebreak(weak: true)\n" if n % CHAPTER == 0 else "")
        out.append(f'= {s["title"]} <s{n}>\n' + "\n\n".join(s["paragraphs"]) + "\n\n")
        out.append("".join(f"- {item}\n" for item in s["items"]))
        cells = "".join(f"[{text}], " for row in s["rows"] for text in row)
        out.append("\n#table(columns: (1fr,) * 4, table.header([Head 1], [Head 2], [Head 3], "
                   f"[Head 4]), {cells})\n")
        out.append(f'See #link(<s{s["see"]}>)[section {s["see"] + 1}] and '
                   f'#link("https://example.org/{n}")[a site].\n\n')
    return "".join(out)


def as_html(sections):
    out = ['<!DOCTYPE html><html lang="en"><head><title>Bench</title><style>@page{size:A4;margin:35mm 20mm;'
           '@top-left{content:"Bench"}@bottom-right{content:counter(page)}}body{font:11pt/1.2 "Liberation '
           'Sans"}table{width:100%;table-layout:fixed}td,th{border:.5pt solid;padding:2pt}'
           'nav a::after{content:leader(".") target-counter(attr(href),page)}.part{break-before:page}'
           "</style></head><body><h1>Bench</h1><nav><ul>"]
    out += [f'<li><a href="#s{n}">{s["title"]}</a></li>' for n, s in enumerate(sections)]
    out.append("</ul></nav>")
    for n, s in enumerate(sections):
        part = ' class="part"' if n % CHAPTER == 0 else ""
        out.append(f'<h2 id="s{n}"{part}>{s["title"]}</h2>')
        out += [f"<p>{p}</p>" for p in s["paragraphs"]]
        out.append("<ul>" + "".join(f"<li>{item}</li>" for item in s["items"]) + "</ul><table><thead><tr>")
        out.append("".join(f"<th>Head {c + 1}</th>" for c in range(4)) + "</tr></thead><tbody>")
        out += ["<tr>" + "".join(f"<td>{t}</td>" for t in row) + "</tr>" for row in s["rows"]]
        out.append(f'</tbody></table><p>See <a href="#s{s["see"]}">section {s["see"] + 1}</a> and '
                   f'<a href="https://example.org/{n}">a site</a>.</p>')
    return "".join(out) + "</body></html>"


def font_file(style):
    done = subprocess.run(["fc-match", "-f", "%{file}", f"Liberation Sans:style={style}"],
                          capture_output=True, text=True, check=True)
    return pathlib.Path(done.stdout).as_uri()


def commands(concordat, peers, folder):
    """Name, source file and command of those that are there."""
    fo, typ, html = (folder / f"bench.{kind}" for kind in ("fo", "typ", "html"))
    yield "concordat", [concordat, "fo", "--lenient", fo]  # FOP's way to give a title is in it
    if peers is None:
        return
    python = peers / "python/bin/python"
    compile_typst = ("import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], "
                     "pdf_standards=['ua-1', 'a-2a'])")
    if subprocess.run([python, "-c", "import typst"], capture_output=True, check=False).returncode == 0:
        yield "typst", [python, "-c", compile_typst, typ]
    if (peers / "fop").is_dir():
        settings = folder / "fop.xml"
        # Two named files: scanning all fonts would be most of a run.
        fonts = "".join(
            f'<font embed-url="{font_file(style)}"><font-triplet name="Liberation Sans" '
            f'style="normal" weight="{weight}"/></font>'
            for style, weight in (("Regular", "normal"), ("Bold", "bold")))
        settings.write_text('<fop version="1.0"><renderers><renderer mime="application/pdf"><fonts>'
                            f"{fonts}</fonts></renderer></renderers></fop>")
        yield "fop", ["java", "-cp", f"{peers}/fop/*", "org.apache.fop.cli.Main", "-q", "-a", "-c", settings,
                      "-pdfprofile", "PDF/A-2a", fo]
    if (peers / "python/bin/weasyprint").exists():
        yield "weasyprint", [peers / "python/bin/weasyprint", "-q", "--pdf-variant", "pdf/ua-1", html]


def measure(command, output, runs):
    """Medians of wall and CPU seconds; peak megabytes; kilobytes written."""
    walls, cpus, peaks = [], [], []
    for _ in range(runs):
        start = time.monotonic()
        with open(os.devnull, "w", encoding="utf-8") as null:
            process = subprocess.Popen([*map(str, command), str(output)], stdout=null, stderr=null)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        walls.append(time.monotonic() - start)
        cpus.append(usage.ru_utime + usage.ru_stime)
        peaks.append(usage.ru_maxrss / 1024)
        if process.returncode != 0 or not output.exists():
            return None
    pages = subprocess.run(["pdfinfo", output], capture_output=True, text=True, check=True).stdout
    pages = int(pages.split("Pages:")[1].split()[0])
    return (statistics.median(walls), statistics.median(cpus), max(peaks), output.stat().st_size / 1000,
            pages)


def compare(results):
    ours = results["concordat"]
    for name, peer in results.items():
        if name != "concordat":
            print(f"  of {name}'s: time {ours[0] / peer[0]:.2f}, CPU {ours[1] / peer[1]:.2f}, "
                  f"memory {ours[2] / peer[2]:.2f}, size {ours[3] / peer[3]:.2f}")


def sections_of(pages):
    return max(1, round(pages * 1.17))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("concordat", type=pathlib.Path)
    parser.add_argument("--pages", default="20,500")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path, help="write the FO document, measure nothing")
    arguments = parser.parse_args()
    if arguments.write:
        arguments.write.write_text(as_fo(model(sections_of(int(arguments.pages)))))
        return
    for pages in map(int, arguments.pages.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder, results = pathlib.Path(name), {}
            sections = model(sections_of(pages))
            for kind, text in (("fo", as_fo), ("typ", as_typst), ("html", as_html)):
                (folder / f"bench.{kind}").write_text(text(sections))
            for peer, command in commands(arguments.concordat.resolve(), arguments.peers, folder):
                figures = measure(command, folder / f"{peer}.pdf", arguments.runs)
                if figures is None:
                    print(f"{peer} failed at {pages} pages")
                    continue
                results[peer] = figures
                print("%-10s %4d pages: %6.2f s, CPU %6.2f s, %5.0f MB, %6.0f kB"
                      % (peer, figures[4], *figures[:4]), flush=True)
            compare(results)


if __name__ == "__main__":
    main()
