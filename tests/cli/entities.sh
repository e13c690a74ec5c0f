# Entities: filters, orders, formats.
knotwork build --quiet "$tests/cli/data/small.jsonl"
knotwork entities
echo "--- firms and tools by name"
knotwork entities --types firm,tool --sort name
echo "--- words of a name, accents left out"
knotwork entities walesa --format csv
echo "--- the first two as JSON"
knotwork entities --limit 2 --format json
echo "--- none"
knotwork entities 'no such name' && echo found || echo "exit $?"
knotwork entities --types frim || echo "exit $?"
knotwork entities --sort size || echo "exit $?"
