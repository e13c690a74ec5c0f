Creator "knotwork 0.1.0"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "Israel"
    name "Israel"
    key "country/IL"
    type "country"
    mentions 4
    documents 2
    stories 2
    outlets 1
    first "2023-04-04"
    last "2023-04-08"
    voice 0
    r 0
    g 114
    b 178
    pagerank 0.125
    component 1
  ]
  node [
    id 1
    label "NSO Group"
    name "NSO Group"
    key "nso group"
    type "firm"
    kind "firm"
    mentions 9
    documents 2
    stories 2
    outlets 2
    first "2023-04-04"
    last "2023-04-08"
    voice 0
    r 204
    g 121
    b 167
    pagerank 0.125
  ]
  node [
    id 2
    label "R&#233;mi &#38; Co"
    name "R&#233;mi &#38; Co"
    key "r&#233;mi &#38; co"
    type "person"
    mentions 1
    documents 1
    stories 1
    outlets 1
    voice 1
    r 230
    g 159
    b 0
    component 1
  ]
  edge [
    source 0
    target 1
    key 0
    label "cooccurrence"
    weight 2.0
    layer "cooccurrence"
    symmetric 1
    mentions 3
    documents 2
    stories 2
    outlets 2
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    first "2023-04-04"
    last "2023-04-08"
    quote "The firm, &#34;based&#34; in Israel, sells <tools>."
    quoteDocument "a/1.txt"
    quotePublisher "Post"
    quoteDate "2023-04-08"
    quoteSpeaker "R&#233;mi &#38; Co"
    quotePolarity "-"
    quoteModality "alleged"
    quote2 "They agreed."
    quote2Document "b"
  ]
  edge [
    source 1
    target 0
    key 1
    label "based_in|agree"
    weight 1000000.0
    layer "statements"
    types "based_in|agree"
    symmetric 0
    mentions 1000000
    documents 1
    stories 1
    outlets 1
    denied 1
    alleged 2
    deniedShare 1.0e-06
    allegedShare 2.0e-06
    disputed 0
    speakers "Post|R&#233;mi &#38; Co"
    dated 1
    first "2019-01-01"
    last "2019-12-31"
    quote "The firm, &#34;based&#34; in Israel, sells <tools>."
    quoteDocument "a/1.txt"
    quotePublisher "Post"
    quoteDate "2023-04-08"
    quoteSpeaker "R&#233;mi &#38; Co"
    quotePolarity "-"
    quoteModality "alleged"
    quote2 "They agreed."
    quote2Document "b"
    quote3 "Back\slash \N."
    quote3Document "c"
  ]
  edge [
    source 1
    target 2
    key 2
    label "agree"
    weight 1.0
    layer "statements"
    types "agree"
    symmetric 1
    mentions 1
    documents 1
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    quote "They agreed."
    quoteDocument "b"
  ]
]
