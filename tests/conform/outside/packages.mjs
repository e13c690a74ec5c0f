/* packages.mjs FOLDER: graphology's GEXF and GraphML parsers and cytoscape.js read what
 * FOLDER holds (NAME.gexf, NAME.graphml, NAME.cytoscape; NAME.json as the reference). */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import {createRequire} from "node:module";

/* The packages are where the program runs, not where this file is. */
const require = createRequire(path.join(process.cwd(), "packages.mjs"));
const {MultiGraph, MultiDirectedGraph} = require("graphology");
const gexf = require("graphology-gexf");
const graphml = require("graphology-graphml");
const cytoscape = require("cytoscape");

const folder = process.argv[2];
const read = name => fs.readFileSync(path.join(folder, name), "utf8");
const {JSDOM} = require("jsdom");
const dom = new JSDOM("");
for (const name of ["DOMParser", "Document", "XMLSerializer"])
  global[name] = dom.window[name];

const plain = text => String(text).replace(/\s+/g, " ").trim();

/* Every attribute, but those the format has its own way for. */
function compare(what, found, expected, but) {
  for (const [name, value] of Object.entries(expected)) {
    if (but.includes(name) || plain(value) === "")
      continue;
    assert.ok(name in found, `${what}: ${name} is missing`);
    if (typeof value === "number")
      assert.ok(Math.abs(found[name] - value) <= 1e-8 * Math.abs(value), `${what}: ${name}`);
    else if (typeof value === "boolean")
      assert.equal(found[name], value, `${what}: ${name}`);
    else
      assert.equal(plain(found[name]), plain(value), `${what}: ${name}`);
  }
}

function compareGraph(what, graph, ref, mixed) {
  assert.equal(graph.order, ref.nodes.length, `${what}: nodes`);
  assert.equal(graph.size, ref.links.length, `${what}: edges`);
  for (const node of ref.nodes)
    compare(`${what} ${node.id}`, graph.getNodeAttributes(node.id), node,
            ["id", "r", "g", "b", "label"]);
  for (const link of ref.links) {
    compare(`${what} ${link.key}`, graph.getEdgeAttributes(link.key), link,
            ["source", "target", "key", "label"]);
    if (mixed)
      assert.equal(graph.isDirected(link.key), !link.symmetric, `${what} ${link.key}`);
  }
}

for (const file of fs.readdirSync(folder).filter(name => name.endsWith(".json")).sort()) {
  const name = file.slice(0, -5), ref = JSON.parse(read(file));
  compareGraph(`${name} GEXF`, gexf.parse(MultiGraph, read(`${name}.gexf`)), ref, true);
  compareGraph(`${name} GraphML`, graphml.parse(MultiDirectedGraph, read(`${name}.graphml`)),
               ref, false);
  const cy = cytoscape({headless: true, ...JSON.parse(read(`${name}.cytoscape`))});
  assert.equal(cy.nodes().length, ref.nodes.length, "cytoscape: nodes");
  assert.equal(cy.edges().length, ref.links.length, "cytoscape: edges");
  for (const link of ref.links) {
    const found = cy.edges().filter(e => e.data("weight") === link.weight &&
      e.data("source") === link.source && e.data("target") === link.target);
    assert.ok(found.length >= 1, `cytoscape: ${link.key}`);
    compare(`cytoscape ${link.key}`,
            found.filter(e => e.data("label") === link.label)[0].data(), link, ["key"]);
  }
  console.log(`${name}: graphology (GEXF, GraphML) and cytoscape.js agree`);
}
