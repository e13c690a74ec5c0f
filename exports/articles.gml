Creator "knotwork 0.1.0"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "Brightholm Space"
    name "Brightholm Space"
    key "brightholm space"
    type "person"
    mentions 7
    documents 3
    stories 3
    outlets 0
    first "2023-04-12"
    last "2023-05-02"
    voice 0
    r 230
    g 159
    b 0
    degree 3
    strength 6
    pagerank 0.0476076925
    community 2
  ]
  node [
    id 1
    label "Cobalt Gate Technologies"
    name "Cobalt Gate Technologies"
    key "cobalt gate technologies"
    type "firm"
    kind "spyware maker"
    mentions 25
    documents 6
    stories 5
    outlets 2
    first "2023-03-03"
    last "2023-05-11"
    voice 0
    r 204
    g 121
    b 167
    degree 7
    strength 16
    pagerank 0.0912140823
    community 3
  ]
  node [
    id 2
    label "Commerce Department"
    name "Commerce Department"
    key "commerce department"
    type "agency"
    kind "ministry"
    mentions 4
    documents 3
    stories 2
    outlets 2
    first "2023-03-03"
    last "2023-03-06"
    voice 0
    r 0
    g 158
    b 115
    degree 2
    strength 4
    pagerank 0.021224295
    community 3
  ]
  node [
    id 3
    label "Switzerland"
    name "Switzerland"
    key "country/CH"
    type "country"
    mentions 9
    documents 3
    stories 3
    outlets 1
    first "2023-02-22"
    last "2023-03-06"
    voice 0
    r 0
    g 114
    b 178
    degree 2
    strength 2
    pagerank 0.0249215313
    community 1
  ]
  node [
    id 4
    label "China"
    name "China"
    key "country/CN"
    type "country"
    mentions 18
    documents 4
    stories 4
    outlets 2
    first "2023-02-14"
    last "2023-04-17"
    voice 0
    r 0
    g 114
    b 178
    degree 3
    strength 3
    pagerank 0.0481504786
    community 4
  ]
  node [
    id 5
    label "Cyprus"
    name "Cyprus"
    key "country/CY"
    type "country"
    mentions 9
    documents 4
    stories 3
    outlets 1
    first "2023-03-03"
    last "2023-05-11"
    voice 0
    r 0
    g 114
    b 178
    degree 1
    strength 1
    pagerank 0.0322352319
    community 1
  ]
  node [
    id 6
    label "United Kingdom"
    name "United Kingdom"
    key "country/GB"
    type "country"
    mentions 6
    documents 2
    stories 2
    outlets 0
    first "2023-04-17"
    last "2023-04-17"
    voice 0
    r 0
    g 114
    b 178
    degree 1
    strength 1
    pagerank 0.013471098
    community 1
  ]
  node [
    id 7
    label "Israel"
    name "Israel"
    key "country/IL"
    type "country"
    mentions 15
    documents 6
    stories 5
    outlets 2
    first "2023-03-03"
    last "2023-05-11"
    voice 0
    r 0
    g 114
    b 178
    degree 1
    strength 5
    pagerank 0.052237083
    community 3
  ]
  node [
    id 8
    label "Norway"
    name "Norway"
    key "country/NO"
    type "country"
    mentions 5
    documents 4
    stories 4
    outlets 0
    first "2023-04-12"
    last "2023-05-02"
    voice 0
    r 0
    g 114
    b 178
    degree 2
    strength 4
    pagerank 0.0375211784
    community 2
  ]
  node [
    id 9
    label "Poland"
    name "Poland"
    key "country/PL"
    type "country"
    mentions 14
    documents 2
    stories 2
    outlets 0
    first "2023-04-12"
    last "2023-04-17"
    voice 0
    r 0
    g 114
    b 178
    degree 2
    strength 3
    pagerank 0.0398903565
    community 2
  ]
  node [
    id 10
    label "Romania"
    name "Romania"
    key "country/RO"
    type "country"
    mentions 7
    documents 2
    stories 2
    outlets 1
    first "2023-02-14"
    last "2023-04-12"
    voice 0
    r 0
    g 114
    b 178
    degree 1
    strength 1
    pagerank 0.0264015103
    community 2
  ]
  node [
    id 11
    label "Russia"
    name "Russia"
    key "country/RU"
    type "country"
    mentions 11
    documents 7
    stories 6
    outlets 2
    first "2023-03-03"
    last "2023-04-12"
    voice 0
    r 0
    g 114
    b 178
    degree 3
    strength 3
    pagerank 0.0546563466
    community 4
  ]
  node [
    id 12
    label "United States"
    name "United States"
    key "country/US"
    type "country"
    mentions 18
    documents 6
    stories 5
    outlets 2
    first "2023-03-03"
    last "2023-03-28"
    voice 0
    r 0
    g 114
    b 178
    degree 3
    strength 6
    pagerank 0.0664261054
    community 3
  ]
  node [
    id 13
    label "Dunes Capital"
    name "Dunes Capital"
    key "dunes capital"
    type "firm"
    kind "firm"
    mentions 11
    documents 5
    stories 4
    outlets 1
    first "2023-03-03"
    last "2023-05-11"
    voice 0
    r 204
    g 121
    b 167
    degree 3
    strength 3
    pagerank 0.013471098
    community 1
  ]
  node [
    id 14
    label "Elena Marku"
    name "Elena Marku"
    key "elena marku"
    type "person"
    mentions 5
    documents 2
    stories 2
    outlets 0
    first "2023-03-28"
    last "2023-05-11"
    voice 0
    r 230
    g 159
    b 0
    degree 1
    strength 2
    pagerank 0.0455085985
    community 4
  ]
  node [
    id 15
    label "Haiyuan Ports Group"
    name "Haiyuan Ports Group"
    key "haiyuan ports group"
    type "firm"
    mentions 8
    documents 2
    stories 2
    outlets 1
    first "2023-02-14"
    last "2023-04-17"
    voice 0
    r 204
    g 121
    b 167
    degree 1
    strength 1
    pagerank 0.013471098
    community 4
  ]
  node [
    id 16
    label "Immunara"
    name "Immunara"
    key "immunara"
    type "firm"
    kind "maker"
    mentions 6
    documents 1
    stories 1
    outlets 0
    first "2023-02-22"
    last "2023-02-22"
    voice 0
    r 204
    g 121
    b 167
    degree 1
    strength 1
    pagerank 0.013471098
    community 1
  ]
  node [
    id 17
    label "Kartal Aero"
    name "Kartal Aero"
    key "kartal aero"
    type "firm"
    kind "maker"
    mentions 4
    documents 1
    stories 1
    outlets 0
    first "2023-04-12"
    last "2023-04-12"
    voice 0
    r 204
    g 121
    b 167
    degree 2
    strength 2
    pagerank 0.0304244995
    community 2
  ]
  node [
    id 18
    label "Kontur"
    name "Kontur"
    key "kontur"
    type "outlet"
    kind "news site"
    mentions 9
    documents 4
    stories 4
    outlets 0
    first "2023-03-28"
    last "2023-05-11"
    voice 0
    r 153
    g 153
    b 153
    degree 3
    strength 4
    pagerank 0.075382354
    community 4
  ]
  node [
    id 19
    label "Larkspur Intelligence"
    name "Larkspur Intelligence"
    key "larkspur intelligence"
    type "firm"
    kind "reseller"
    mentions 8
    documents 4
    stories 3
    outlets 1
    first "2023-03-03"
    last "2023-05-11"
    voice 0
    r 204
    g 121
    b 167
    degree 5
    strength 5
    pagerank 0.0662263547
    community 1
  ]
  node [
    id 20
    label "Latvian State Security Service"
    name "Latvian State Security Service"
    key "latvian state security service"
    type "agency"
    mentions 5
    documents 2
    stories 2
    outlets 0
    first "2023-03-28"
    last "2023-05-11"
    voice 0
    r 0
    g 158
    b 115
    degree 1
    strength 1
    pagerank 0.013471098
    community 3
  ]
  node [
    id 21
    label "Nightjar"
    name "Nightjar"
    key "nightjar"
    type "tool"
    kind "software"
    mentions 14
    documents 6
    stories 5
    outlets 2
    first "2023-03-03"
    last "2023-05-11"
    voice 0
    r 213
    g 94
    b 0
    degree 2
    strength 4
    pagerank 0.0554948228
    community 3
  ]
  node [
    id 22
    label "Orbelys"
    name "Orbelys"
    key "orbelys"
    type "person"
    mentions 6
    documents 1
    stories 1
    outlets 0
    first "2023-04-17"
    last "2023-04-17"
    voice 0
    r 230
    g 159
    b 0
    degree 1
    strength 1
    pagerank 0.0202155211
    community 2
  ]
  node [
    id 23
    label "Zarya Bank"
    name "Zarya Bank"
    key "zarya bank"
    type "firm"
    mentions 10
    documents 4
    stories 4
    outlets 0
    first "2023-03-28"
    last "2023-05-11"
    voice 0
    r 204
    g 121
    b 167
    degree 5
    strength 5
    pagerank 0.0969064673
    community 1
  ]
  edge [
    source 0
    target 8
    key 0
    label "based_in|origin"
    weight 3.0
    layer "statements"
    types "based_in|origin"
    symmetric 0
    mentions 3
    documents 3
    stories 3
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    first "2023-04-12"
    last "2023-05-02"
    quote "Furrmore, Norwegian satellite firm Brightholm Space will supply Poland with images from Skald-2, a satellite that it operates."
    quoteDocument "09-drone-order.txt"
    quoteDate "2023-04-12"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "OSLO/TOULOUSE &#8212; Norway's Brightholm Space and its French rival Orbelys agreed on Monday to merge, creating Europe's second-largest operator of imaging satellites."
    quote2Document "wire-2023-0417-satellites"
    quote2Date "2023-04-17"
    quote2Polarity "+"
    quote2Modality "asserted"
    quote3 "Skald-2, a satellite operated by Norway's Brightholm Space, took pictures of the burning base an hour after the attack."
    quote3Document "wire-2023-0502-gao"
    quote3Date "2023-05-02"
    quote3Polarity "+"
    quote3Modality "asserted"
  ]
  edge [
    source 0
    target 9
    key 1
    label "supplies|agree"
    weight 2.0
    layer "statements"
    types "supplies|agree"
    symmetric 0
    mentions 2
    documents 2
    stories 2
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 1
    first "2023-04-01"
    last "2023-04-30"
    quote "Furrmore, Norwegian satellite firm Brightholm Space will supply Poland with images from Skald-2, a satellite that it operates."
    quoteDocument "09-drone-order.txt"
    quoteDate "2023-04-12"
    quotePolarity "+"
    quoteModality "planned"
    quote2 "Poland will receive pictures from Skald-2 under a contract that Brightholm signed with Warsaw this month."
    quote2Document "wire-2023-0417-satellites"
    quote2Date "2023-04-17"
    quote2Polarity "+"
    quote2Modality "asserted"
  ]
  edge [
    source 0
    target 22
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
    dated 1
    first "2023-04-17"
    last "2023-04-17"
    quote "OSLO/TOULOUSE &#8212; Norway's Brightholm Space and its French rival Orbelys agreed on Monday to merge, creating Europe's second-largest operator of imaging satellites."
    quoteDocument "wire-2023-0417-satellites"
    quoteDate "2023-04-17"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 1
    target 2
    key 3
    label "reject"
    weight 1.0
    layer "statements"
    types "reject"
    symmetric 0
    mentions 2
    documents 2
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    first "2023-03-03"
    last "2023-03-04"
    quote "Cobalt Gate rejected the department's decision."
    quoteDocument "01-spyware-blacklist.txt"
    quotePublisher "Reuters"
    quoteDate "2023-03-03"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "Cobalt Gate rejected the department&#8217;s decision."
    quote2Document "08-reprint.txt"
    quote2Publisher "Reuters"
    quote2Date "2023-03-04"
    quote2Polarity "+"
    quote2Modality "asserted"
  ]
  edge [
    source 1
    target 7
    key 4
    label "based_in|located_in"
    weight 5.0
    layer "statements"
    types "based_in|located_in"
    symmetric 0
    mentions 6
    documents 6
    stories 5
    outlets 2
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    first "2023-03-03"
    last "2023-05-11"
    quote "Nightjar is made by Cobalt Gate, an Israeli firm."
    quoteDocument "07-newsroom-phones.txt"
    quoteDate "2023-03-28"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "WASHINGTON, March 3 (Reuters) - The United States on Friday added the Israeli spyware maker Cobalt Gate Technologies to its trade blacklist, accusing the company of selling tools that were used to spy on reporters and diplomats."
    quote2Document "01-spyware-blacklist.txt"
    quote2Publisher "Reuters"
    quote2Date "2023-03-03"
    quote2Polarity "+"
    quote2Modality "asserted"
    quote3 "BEIJING, March 6, 2023 (AFP) &#8212; China on Monday accused the United States of hypocrisy after Washington blacklisted the Israeli surveillance company Cobalt Gate."
    quote3Document "02-beijing-reacts.txt"
    quote3Publisher "Agence France-Presse"
    quote3Date "2023-03-06"
    quote3Polarity "+"
    quote3Modality "asserted"
  ]
  edge [
    source 1
    target 19
    key 5
    label "supplies"
    weight 1.0
    layer "statements"
    types "supplies"
    symmetric 0
    mentions 2
    documents 2
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    speakers "Commerce Department"
    dated 2
    first "2021-01-01"
    last "2021-12-31"
    quote "According to the department, Cobalt Gate licensed Nightjar to Larkspur Intelligence, a reseller in Limassol, Cyprus, in 2021."
    quoteDocument "01-spyware-blacklist.txt"
    quotePublisher "Reuters"
    quoteDate "2023-03-03"
    quoteSpeaker "Commerce Department"
    quotePolarity "+"
    quoteModality "reported"
    quote2 "According to the department, Cobalt Gate licensed Nightjar to Larkspur Intelligence, a reseller in Limassol, Cyprus, in 2021."
    quote2Document "08-reprint.txt"
    quote2Publisher "Reuters"
    quote2Date "2023-03-04"
    quote2Speaker "Commerce Department"
    quote2Polarity "+"
    quote2Modality "reported"
  ]
  edge [
    source 1
    target 21
    key 6
    label "makes"
    weight 3.0
    layer "statements"
    types "makes"
    symmetric 0
    mentions 4
    documents 4
    stories 3
    outlets 2
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    first "2023-03-03"
    last "2023-03-06"
    quote "The U.S. Department of Commerce said Cobalt Gate, which is based in Herzliya, developed the &#34;Nightjar&#34; software and sold it to foreign governments that &#34;maliciously targeted&#34; civil servants."
    quoteDocument "01-spyware-blacklist.txt"
    quotePublisher "Reuters"
    quoteDate "2023-03-03"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "Last Friday the US Commerce Department put Cobalt Gate, the maker of the Nightjar program, on a list of firms that may not receive American parts."
    quote2Document "02-beijing-reacts.txt"
    quote2Publisher "Agence France-Presse"
    quote2Date "2023-03-06"
    quote2Polarity "+"
    quote2Modality "asserted"
    quote3 "Dunes denied that it had ever used Nightjar, Cobalt Gate's phone-hacking tool."
    quote3Document "05-club-sale.txt"
    quote3Polarity "+"
    quote3Modality "asserted"
  ]
  edge [
    source 2
    target 1
    key 7
    label "sanction"
    weight 1.0
    layer "statements"
    types "sanction"
    symmetric 0
    mentions 1
    documents 1
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 1
    first "2023-03-03"
    last "2023-03-03"
    quote "Last Friday the US Commerce Department put Cobalt Gate, the maker of the Nightjar program, on a list of firms that may not receive American parts."
    quoteDocument "02-beijing-reacts.txt"
    quotePublisher "Agence France-Presse"
    quoteDate "2023-03-06"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 2
    target 12
    key 8
    label "part_of"
    weight 2.0
    layer "statements"
    types "part_of"
    symmetric 0
    mentions 3
    documents 3
    stories 2
    outlets 2
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    first "2023-03-03"
    last "2023-03-06"
    quote "The U.S. Department of Commerce said Cobalt Gate, which is based in Herzliya, developed the &#34;Nightjar&#34; software and sold it to foreign governments that &#34;maliciously targeted&#34; civil servants."
    quoteDocument "01-spyware-blacklist.txt"
    quotePublisher "Reuters"
    quoteDate "2023-03-03"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "Last Friday the US Commerce Department put Cobalt Gate, the maker of the Nightjar program, on a list of firms that may not receive American parts."
    quote2Document "02-beijing-reacts.txt"
    quote2Publisher "Agence France-Presse"
    quote2Date "2023-03-06"
    quote2Polarity "+"
    quote2Modality "asserted"
    quote3 "The US Department of Commerce said Cobalt Gate, which is based in Herzliya, developed the &#8220;Nightjar&#8221; software and sold it to foreign governments that &#8220;maliciously targeted&#8221; civil servants."
    quote3Document "08-reprint.txt"
    quote3Publisher "Reuters"
    quote3Date "2023-03-04"
    quote3Polarity "+"
    quote3Modality "asserted"
  ]
  edge [
    source 3
    target 23
    key 9
    label "sanction"
    weight 1.0
    layer "statements"
    types "sanction"
    symmetric 0
    mentions 1
    documents 1
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    speakers "Switzerland"
    dated 0
    quote "Switzerland, which is not a member of the EU, will freeze Zarya's accounts in April, Bern said."
    quoteDocument "04-bank-sanctions.txt"
    quoteSpeaker "Switzerland"
    quotePolarity "+"
    quoteModality "planned"
  ]
  edge [
    source 4
    target 12
    key 10
    label "accuse|threaten"
    weight 1.0
    layer "statements"
    types "accuse|threaten"
    symmetric 0
    mentions 2
    documents 1
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 1
    first "2023-03-06"
    last "2023-03-06"
    quote "BEIJING, March 6, 2023 (AFP) &#8212; China on Monday accused the United States of hypocrisy after Washington blacklisted the Israeli surveillance company Cobalt Gate."
    quoteDocument "02-beijing-reacts.txt"
    quotePublisher "Agence France-Presse"
    quoteDate "2023-03-06"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "Beijing warned Washington that it would &#8220;respond in kind&#8221; if a Chinese firm were listed."
    quote2Document "02-beijing-reacts.txt"
    quote2Publisher "Agence France-Presse"
    quote2Date "2023-03-06"
    quote2Polarity "+"
    quote2Modality "asserted"
  ]
  edge [
    source 6
    target 23
    key 11
    label "sanction"
    weight 1.0
    layer "statements"
    types "sanction"
    symmetric 0
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
    quote "Britain and the European Union yesterday imposed sanctions on Zarya Bank, a Moscow lender that they accuse of helping Moscow's war effort."
    quoteDocument "04-bank-sanctions.txt"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 9
    target 17
    key 12
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
    first "2023-04-12"
    last "2023-04-12"
    quote "Warsaw signed a contract with Turkey's Kartal Aero for Doruk-3 aircraft, its defence minister said."
    quoteDocument "09-drone-order.txt"
    quoteDate "2023-04-12"
    quotePolarity "+"
    quoteModality "reported"
  ]
  edge [
    source 11
    target 4
    key 13
    label "support"
    weight 1.0
    layer "statements"
    types "support"
    symmetric 0
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
    first "2023-03-06"
    last "2023-03-06"
    quote "The Kremlin was quick to back Beijing."
    quoteDocument "02-beijing-reacts.txt"
    quotePublisher "Agence France-Presse"
    quoteDate "2023-03-06"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 11
    target 18
    key 14
    label "acquires"
    weight 1.0
    layer "statements"
    types "acquires"
    symmetric 0
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
    first "2023-04-12"
    last "2023-04-12"
    quote "Firm has alrey denied a report by outlet Kontur that it h sold drones to Russia."
    quoteDocument "09-drone-order.txt"
    quoteDate "2023-04-12"
    quotePolarity "+"
    quoteModality "reported"
  ]
  edge [
    source 12
    target 1
    key 15
    label "accuse|sanction"
    weight 3.0
    layer "statements"
    types "accuse|sanction"
    symmetric 0
    mentions 6
    documents 4
    stories 3
    outlets 2
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 5
    first "2023-03-01"
    last "2023-03-31"
    quote "WASHINGTON, March 3 (Reuters) - The United States on Friday added the Israeli spyware maker Cobalt Gate Technologies to its trade blacklist, accusing the company of selling tools that were used to spy on reporters and diplomats."
    quoteDocument "01-spyware-blacklist.txt"
    quotePublisher "Reuters"
    quoteDate "2023-03-03"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "BEIJING, March 6, 2023 (AFP) &#8212; China on Monday accused the United States of hypocrisy after Washington blacklisted the Israeli surveillance company Cobalt Gate."
    quote2Document "02-beijing-reacts.txt"
    quote2Publisher "Agence France-Presse"
    quote2Date "2023-03-06"
    quote2Polarity "+"
    quote2Modality "asserted"
    quote3 "The United States put Cobalt Gate on a blacklist this month."
    quote3Document "07-newsroom-phones.txt"
    quote3Date "2023-03-28"
    quote3Polarity "+"
    quote3Modality "asserted"
  ]
  edge [
    source 13
    target 1
    key 16
    label "owns"
    weight 1.0
    layer "statements"
    types "owns"
    symmetric 0
    mentions 2
    documents 2
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    first "2023-03-03"
    last "2023-03-04"
    quote "Dunes Capital, an investment firm from Abu Dhabi, owns 30 percent of Cobalt Gate."
    quoteDocument "01-spyware-blacklist.txt"
    quotePublisher "Reuters"
    quoteDate "2023-03-03"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "Dunes Capital, an investment firm from Abu Dhabi, owns 30 percent of Cobalt Gate."
    quote2Document "08-reprint.txt"
    quote2Publisher "Reuters"
    quote2Date "2023-03-04"
    quote2Polarity "+"
    quote2Modality "asserted"
  ]
  edge [
    source 13
    target 8
    key 17
    label "based_in"
    weight 1.0
    layer "statements"
    types "based_in"
    symmetric 0
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
    first "2023-04-17"
    last "2023-04-17"
    quote "Dunes Capital of Abu Dhabi owns 22% of Orbelys and backs the Norwegian company."
    quoteDocument "wire-2023-0417-satellites"
    quoteDate "2023-04-17"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 13
    target 19
    key 18
    label "funds"
    weight 1.0
    layer "statements"
    types "funds"
    symmetric 0
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
    first "2023-05-11"
    last "2023-05-11"
    quote "According to the report, Dunes Capital financed Larkspur with 12 million euros, and Zarya Bank hired the firm to watch its critics."
    quoteDocument "wire-2023-0511-parliament"
    quoteDate "2023-05-11"
    quotePolarity "+"
    quoteModality "reported"
  ]
  edge [
    source 14
    target 18
    key 19
    label "role_at|associate"
    weight 2.0
    layer "statements"
    types "role_at|associate"
    symmetric 0
    mentions 2
    documents 2
    stories 2
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 0
    first "2023-03-28"
    last "2023-05-11"
    quote "Lumen Lab, which is part of Hanse University in Hamburg, also found traces of Nightjar on the phone of Elena Marku, Kontur&#8217;s editor-in-chief."
    quoteDocument "07-newsroom-phones.txt"
    quoteDate "2023-03-28"
    quotePolarity "+"
    quoteModality "asserted"
    quote2 "Polycarpou apologised to Elena Marku, the editor of the Riga-based news site Kontur, whose phone had been infected with Nightjar."
    quote2Document "wire-2023-0511-parliament"
    quote2Date "2023-05-11"
    quote2Polarity "+"
    quote2Modality "asserted"
  ]
  edge [
    source 15
    target 4
    key 20
    label "based_in"
    weight 1.0
    layer "statements"
    types "based_in"
    symmetric 0
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
    first "2023-04-17"
    last "2023-04-17"
    quote "China's Haiyuan Ports Group withdrew its own bid for Orbelys in March after Paris had refused to let Haiyuan in."
    quoteDocument "wire-2023-0417-satellites"
    quoteDate "2023-04-17"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 16
    target 3
    key 21
    label "based_in"
    weight 1.0
    layer "statements"
    types "based_in"
    symmetric 0
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
    first "2023-02-22"
    last "2023-02-22"
    quote "Kenya bought two million doses of Respivax from the Swiss company in November."
    quoteDocument "06-vaccine-theft.txt"
    quoteDate "2023-02-22"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 17
    target 10
    key 22
    label "supplies"
    weight 1.0
    layer "statements"
    types "supplies"
    symmetric 0
    mentions 1
    documents 1
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    dated 1
    first "2022-01-01"
    last "2022-12-31"
    quote "Kartal Aero, which is based in Ankara and builds Doruk-3, delivered six of m to Romania last year."
    quoteDocument "09-drone-order.txt"
    quoteDate "2023-04-12"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 18
    target 23
    key 23
    label "accuse"
    weight 1.0
    layer "statements"
    types "accuse"
    symmetric 0
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
    first "2023-03-28"
    last "2023-03-28"
    quote "Kontur has accused Zarya Bank, a Moscow lender, of paying for attack drones."
    quoteDocument "07-newsroom-phones.txt"
    quoteDate "2023-03-28"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 19
    target 5
    key 24
    label "based_in"
    weight 1.0
    layer "statements"
    types "based_in"
    symmetric 0
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
    first "2023-03-28"
    last "2023-03-28"
    quote "The bank allegedly hired Larkspur Intelligence, a Cypriot reseller of Nightjar, to spy on Dorin."
    quoteDocument "07-newsroom-phones.txt"
    quoteDate "2023-03-28"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 19
    target 21
    key 25
    label "acquires"
    weight 1.0
    layer "statements"
    types "acquires"
    symmetric 0
    mentions 2
    documents 2
    stories 1
    outlets 1
    denied 0
    alleged 0
    deniedShare 0.0
    allegedShare 0.0
    disputed 0
    speakers "Commerce Department"
    dated 2
    first "2021-01-01"
    last "2021-12-31"
    quote "According to the department, Cobalt Gate licensed Nightjar to Larkspur Intelligence, a reseller in Limassol, Cyprus, in 2021."
    quoteDocument "01-spyware-blacklist.txt"
    quotePublisher "Reuters"
    quoteDate "2023-03-03"
    quoteSpeaker "Commerce Department"
    quotePolarity "+"
    quoteModality "reported"
    quote2 "According to the department, Cobalt Gate licensed Nightjar to Larkspur Intelligence, a reseller in Limassol, Cyprus, in 2021."
    quote2Document "08-reprint.txt"
    quote2Publisher "Reuters"
    quote2Date "2023-03-04"
    quote2Speaker "Commerce Department"
    quote2Polarity "+"
    quote2Modality "reported"
  ]
  edge [
    source 19
    target 23
    key 26
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
    alleged 1
    deniedShare 0.0
    allegedShare 1.0
    disputed 0
    dated 0
    first "2023-03-28"
    last "2023-03-28"
    quote "The bank allegedly hired Larkspur Intelligence, a Cypriot reseller of Nightjar, to spy on Dorin."
    quoteDocument "07-newsroom-phones.txt"
    quoteDate "2023-03-28"
    quotePolarity "+"
    quoteModality "alleged"
  ]
  edge [
    source 20
    target 1
    key 27
    label "accuse"
    weight 1.0
    layer "statements"
    types "accuse"
    symmetric 0
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
    first "2023-03-28"
    last "2023-03-28"
    quote "Latvia&#8217;s State Security Service (VDD) has opened an investigation into Cobalt Gate."
    quoteDocument "07-newsroom-phones.txt"
    quoteDate "2023-03-28"
    quotePolarity "+"
    quoteModality "asserted"
  ]
  edge [
    source 23
    target 11
    key 28
    label "based_in"
    weight 1.0
    layer "statements"
    types "based_in"
    symmetric 0
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
    quote "It said it had cut its ties with Russia's Zarya Bank in 2022."
    quoteDocument "05-club-sale.txt"
    quotePolarity "+"
    quoteModality "asserted"
  ]
]
