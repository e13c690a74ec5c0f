"""packages.py FOLDER: rdflib, the STIX validator and FollowTheMoney read what FOLDER holds
(NAME.ntriples, NAME.jsonld, NAME.stix, NAME.ftm, and NAME.json as the reference)."""
import json
import pathlib
import sys

import rdflib
import rdflib.compare
import stix2validator
from followthemoney import model
from followthemoney.proxy import EntityProxy


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def rdf(folder, name, ref):
    triples = rdflib.Graph().parse(folder / f"{name}.ntriples", format="nt")
    linked = rdflib.Graph().parse(folder / f"{name}.jsonld", format="json-ld")
    if set(triples) != set(linked):
        for triple in sorted(set(triples) ^ set(linked))[:5]:
            print(triple)
        sys.exit(f"{name}: JSON-LD and N-Triples differ")
    term = rdflib.Namespace("urn:knotwork:term:")
    entities = set(triples.subjects(rdflib.RDF.type, term.Entity))
    check(f"{name} entities", len(entities), len(ref["nodes"]))
    edges = set(triples.subjects(rdflib.RDF.subject, None))
    check(f"{name} edges", len(edges), len(ref["links"]))
    for edge in edges:
        check("ends", {triples.value(edge, rdflib.RDF.subject),
                       triples.value(edge, rdflib.RDF.object)} <= entities, True)
    for _, _, value in triples:
        if isinstance(value, rdflib.Literal) and value.datatype:
            check(f"{value!r} is well typed", value.ill_typed, False)
    return len(triples)


def stix(folder, name, ref):
    options = stix2validator.ValidationOptions(version="2.1")
    results = stix2validator.validate_file(str(folder / f"{name}.stix"), options)
    if not results.is_valid:
        stix2validator.print_results(results)
        sys.exit(f"{name}: STIX is not valid")
    return len(json.loads((folder / f"{name}.stix").read_text())["objects"])


def ftm(folder, name, ref):
    entities = {}
    for line in (folder / f"{name}.ftm").read_text().rstrip("\n").split("\n"):
        data = json.loads(line)
        model.get(data["schema"]).validate(data)
        entities[data["id"]] = proxy = EntityProxy.from_dict(data, cleaned=False)
        for prop, values in data["properties"].items():
            check(f"{prop} of {data['id']}", len(proxy.get(prop)), len(set(values)))
    links = [e for e in entities.values() if e.schema.edge]
    check(f"{name} links", len(links), len(ref["links"]))
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                check("reference", value in entities, True)
                check(f"{prop} takes {entities[value].schema}",
                      entities[value].schema.is_a(prop.range), True)
    return len(entities)


def main():
    folder = pathlib.Path(sys.argv[1])
    for path in sorted(folder.glob("*.json")):
        ref = json.loads(path.read_text())
        print(f"{path.stem}: {rdf(folder, path.stem, ref)} triples, "
              f"{stix(folder, path.stem, ref)} STIX objects, "
              f"{ftm(folder, path.stem, ref)} FollowTheMoney entities")
    print(f"rdflib {rdflib.__version__}: N-Triples and JSON-LD hold the same triples")


main()
