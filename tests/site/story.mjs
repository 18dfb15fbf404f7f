// usage: story.mjs FOLDER PAGE…: what a browser makes of the pages of a site, as JSON: for each
// the accessibility tree, flat, each node with its role, name, properties, and of its element
// the attributes and the language in force.
import { launch, open, serve } from "./browse.mjs";

const [folder, ...pages] = process.argv.slice(2);
const server = await serve(folder);
const browser = await launch();

function elements(node, lang, found) {
  const attributes = {};
  for (let i = 0; i + 1 < (node.attributes ?? []).length; i += 2)
    attributes[node.attributes[i]] = node.attributes[i + 1];
  const own = attributes.lang ?? lang;
  found.set(node.backendNodeId, { tag: node.localName, attributes, lang: own });
  for (const child of node.children ?? []) elements(child, own, found);
  return found;
}

async function story(path) {
  const tab = await open(browser, server.address);
  await tab.page.goto(server.address + path);
  // What a reader has to open first is part of the page.
  await tab.page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const session = await tab.page.context().newCDPSession(tab.page);
  const { root } = await session.send("DOM.getDocument", { depth: -1 });
  const known = elements(root, "", new Map());
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await tab.close();
  return nodes.map((node) => ({
    id: node.nodeId,
    children: node.childIds ?? [],
    ignored: node.ignored,
    role: node.role?.value,
    name: node.name?.value ?? "",
    properties: Object.fromEntries((node.properties ?? []).map((p) => [p.name, p.value.value])),
    ...known.get(node.backendDOMNodeId),
  }));
}

const stories = {};
for (const page of pages) stories[page] = await story(page);
await browser.close();
await server.close();
process.stdout.write(JSON.stringify({ address: server.address, stories }));
