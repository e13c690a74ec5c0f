/* knotwork/knotwork.h - the whole library. */
#ifndef KNOTWORK_KNOTWORK_H
#define KNOTWORK_KNOTWORK_H

#include "knotwork/base.h"
#include "knotwork/corpus.h"
#include "knotwork/document.h"
#include "knotwork/export.h"
#include "knotwork/extract.h"
#include "knotwork/graph.h"
#include "knotwork/query.h"
#include "knotwork/store.h"
#include "knotwork/time.h"

#endif
