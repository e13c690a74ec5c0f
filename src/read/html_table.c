/* html_table.c - elements, attributes, words of classes, names of metadata: as tables. */
#include "read/html.h"

#include <stdlib.h>
#include <string.h>

#define B KW_HTML_BLOCK
#define F (KW_HTML_BLOCK | KW_HTML_FURNITURE)
#define S KW_HTML_SKIP
#define R (KW_HTML_SKIP | KW_HTML_RAW)

/* Elements by name, sorted (HTML Living Standard, section 15: rendering). */
static const struct element {
    const char *name;
    unsigned flags;
} elements[] = {
    {"a", KW_HTML_LINK},
    {"address", B},
    {"article", B | KW_HTML_SECTION},
    {"aside", F},
    {"audio", S},
    {"blockquote", B},
    {"body", B | KW_HTML_ROOT},
    {"br", KW_HTML_BREAK},
    {"button", F},
    {"canvas", S},
    {"caption", B},
    {"center", B},
    {"datalist", S},
    {"dd", KW_HTML_LINE},
    {"details", B},
    {"dialog", F},
    {"dir", B | KW_HTML_LIST},
    {"div", B},
    {"dl", B | KW_HTML_LIST},
    {"dt", KW_HTML_LINE},
    {"embed", S},
    {"fieldset", B | KW_HTML_WEAK},
    {"figcaption", F},
    {"figure", B},
    {"footer", F},
    {"form", B | KW_HTML_WEAK},
    {"frameset", S},
    {"h1", B | KW_HTML_HEADING},
    {"h2", B},
    {"h3", B},
    {"h4", B},
    {"h5", B},
    {"h6", B},
    {"head", B | KW_HTML_ROOT},
    {"header", B | KW_HTML_WEAK},
    {"hgroup", B},
    {"hr", B},
    {"html", B | KW_HTML_ROOT | KW_HTML_META},
    {"iframe", R},
    {"legend", F},
    {"li", KW_HTML_LINE},
    {"link", KW_HTML_META},
    {"listing", B | KW_HTML_PRE},
    {"main", B | KW_HTML_CONTENT},
    {"map", S},
    {"math", S},
    {"menu", F | KW_HTML_LIST},
    {"meta", KW_HTML_META},
    {"nav", F},
    {"noembed", R},
    {"noframes", R},
    {"noscript", S},
    {"object", S},
    {"ol", B | KW_HTML_LIST},
    {"optgroup", KW_HTML_LINE},
    {"option", KW_HTML_LINE},
    {"p", B},
    {"picture", 0},
    {"pre", B | KW_HTML_PRE},
    {"q", KW_HTML_QUOTE},
    {"rp", S},
    {"rt", S},
    {"script", R},
    {"search", F},
    {"section", B},
    {"select", F},
    {"style", R},
    {"summary", B},
    {"svg", S},
    {"table", B},
    {"tbody", KW_HTML_LINE},
    {"td", KW_HTML_CELL},
    {"template", S},
    {"textarea", R},
    {"tfoot", KW_HTML_LINE},
    {"th", KW_HTML_CELL},
    {"thead", KW_HTML_LINE},
    {"time", KW_HTML_META},
    {"title", KW_HTML_TITLE},
    {"tr", KW_HTML_LINE},
    {"ul", B | KW_HTML_LIST},
    {"video", S},
    {"xmp", R},
};

#undef B
#undef F
#undef S
#undef R

static int by_element(const void *key, const void *row)
{
    return kw_str_cmp(*(const struct kw_str *)key,
                      kw_str_of(((const struct element *)row)->name));
}

unsigned kw_html_element(struct kw_str name)
{
    const struct element *found =
        bsearch(&name, elements, sizeof elements / sizeof *elements, sizeof *elements,
                by_element);
    return found ? found->flags : 0;
}

/* True when `word` stands in a list ended by NULL. */
static bool is_listed(struct kw_str word, const char *const *list)
{
    for (; *list; list++)
        if (kw_str_eq(word, kw_str_of(*list)))
            return true;
    return false;
}

bool kw_html_attribute(struct kw_str name)
{
    static const char *const list[] = {
        "aria-hidden", "class", "content",  "datetime", "hidden", "href",
        "http-equiv",  "id",    "itemprop", "lang",     "name",   "property",
        "pubdate",     "rel",   "role",     "style",    "type",   "xml:lang",
        NULL};
    return is_listed(name, list);
}

/* --- classes --------------------------------------------------------------------------- */

/* Words of class and id attributes that name furniture, as a whole or as the one word
 * that tells: "site-nav", "RelatedArticles". Sorted. From the themes of common content
 * systems, and from the candidates that readability programs drop. */
static const char *const furniture[] = {
    "ad",          "ads",         "adslot",       "advert",      "advertisement",
    "advertising", "aside",       "audioplayer",  "banner",      "bookmark",
    "breadcrumb",  "breadcrumbs", "caption",      "captions",    "comment",
    "comments",    "commercial",  "consent",      "cookie",      "cookies",
    "copyright",   "cta",         "disqus",       "dock",        "donate",
    "donation",    "dropdown",    "figcaption",   "follow",      "footer",
    "gdpr",        "hidden",      "interstitial", "legal",       "login",
    "masthead",    "menu",        "menubar",      "metered",     "modal",
    "mostread",    "nav",         "navbar",       "navigation",  "newsletter",
    "noprint",     "notification", "offscreen",   "onetrust",    "optout",
    "outbrain",    "overlay",     "pager",        "pagination",  "paywall",
    "piano",       "popular",     "popup",        "premium",     "print",
    "promo",       "promos",      "promoted",     "promotion",   "rating",
    "readmore",    "recirc",      "recirculation", "recommendations", "recommended",
    "related",     "rss",         "screenreader", "search",      "share",
    "sharebar",    "sharedaddy",  "sharing",      "shoutbox",    "sidebar",
    "signin",      "signup",      "sitemap",      "skip",        "skyscraper",
    "social",      "socials",     "sponsor",      "sponsored",   "subnav",
    "subscribe",   "subscription", "taboola",     "tagcloud",    "taglist",
    "tags",        "teaser",      "teasers",      "ticker",      "toc",
    "toolbar",     "tooltip",     "topics",       "trending",    "utility",
    "widget",      "widgets",
};

/* Beside one of these such a word is about a page or a frame that has it: "has-sidebar",
 * "content-with-ads", "nav-wrapper" around everything. */
static const char *const about_pages[] = {
    "body",  "container", "content", "has",  "layout",   "main", "no",   "off",
    "outer", "page",      "with",    "without", "wrap",  "wrapper", NULL};

static int by_word(const void *key, const void *row)
{
    return kw_str_cmp(*(const struct kw_str *)key, kw_str_of(*(const char *const *)row));
}

static bool is_furniture_word(struct kw_str word)
{
    return bsearch(&word, furniture, sizeof furniture / sizeof *furniture,
                   sizeof *furniture, by_word) != NULL;
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Takes the next word of a name ("site", "nav" of "site-nav", "siteNav", "site_nav"),
 * in lower case; words longer than any in the tables come out empty. */
static bool next_word(struct kw_str *name, char word[24], size_t *len)
{
    size_t at = 0;
    while (at < name->len && !is_alpha(name->ptr[at]))
        at++;
    size_t start = at;
    while (at < name->len && is_alpha(name->ptr[at]) &&
           !(at > start && is_capital(name->ptr[at]) && !is_capital(name->ptr[at - 1])))
        at++;
    *len = at - start < 24 ? at - start : 0;
    for (size_t i = 0; i < *len; i++)
        word[i] = (char)(name->ptr[start + i] | 32);
    *name = kw_str_slice(*name, at, name->len);
    return at > start;
}

/* One class: "site-nav". */
static bool is_furniture_name(struct kw_str name)
{
    char word[24];
    size_t len;
    bool found = false;
    while (next_word(&name, word, &len)) {
        struct kw_str w = {word, len};
        if (is_listed(w, about_pages))
            return false;
        found = found || is_furniture_word(w);
    }
    return found;
}

bool kw_html_class(struct kw_str value)
{
    while (value.len > 0) {
        size_t end = 0;
        while (end < value.len && !strchr(" \t\r\n\f", value.ptr[end]))
            end++;
        if (is_furniture_name(kw_str_slice(value, 0, end)))
            return true;
        value = kw_str_slice(value, end < value.len ? end + 1 : end, value.len);
    }
    return false;
}

bool kw_html_role(struct kw_str value)
{
    static const char *const list[] = {
        "alert",  "alertdialog", "banner",     "complementary", "contentinfo", "dialog",
        "form",   "menu",        "menubar",    "navigation",    "search",      "status",
        "tablist", "toolbar",    "tooltip",    NULL};
    return is_listed(value, list);
}

/* --- metadata --------------------------------------------------------------------------- */

/* Names of <meta>, in lower case; a higher rank is believed sooner. JSON-LD is
 * KW_RANK_JSON. Open Graph, Dublin Core, schema.org, and what news sites use. */
static const struct meta {
    const char *name;
    enum kw_about_field field;
    int rank;
} metas[] = {
    {"og:title", KW_ABOUT_TITLE, 9},
    {"headline", KW_ABOUT_TITLE, 7},
    {"dc.title", KW_ABOUT_TITLE, 6},
    {"dcterms.title", KW_ABOUT_TITLE, 6},
    {"citation_title", KW_ABOUT_TITLE, 6},
    {"parsely-title", KW_ABOUT_TITLE, 6},
    {"sailthru.title", KW_ABOUT_TITLE, 5},
    {"twitter:title", KW_ABOUT_TITLE, 4},
    {"article:published_time", KW_ABOUT_DATE, 9},
    {"og:published_time", KW_ABOUT_DATE, 9},
    {"og:article:published_time", KW_ABOUT_DATE, 9},
    {"datepublished", KW_ABOUT_DATE, 7},
    {"article.published", KW_ABOUT_DATE, 7},
    {"published-date", KW_ABOUT_DATE, 7},
    {"publication_date", KW_ABOUT_DATE, 7},
    {"publication-date", KW_ABOUT_DATE, 7},
    {"publish_date", KW_ABOUT_DATE, 7},
    {"publish-date", KW_ABOUT_DATE, 7},
    {"publishdate", KW_ABOUT_DATE, 7},
    {"pubdate", KW_ABOUT_DATE, 7},
    {"date_published", KW_ABOUT_DATE, 7},
    {"parsely-pub-date", KW_ABOUT_DATE, 7},
    {"sailthru.date", KW_ABOUT_DATE, 6},
    {"citation_publication_date", KW_ABOUT_DATE, 6},
    {"citation_date", KW_ABOUT_DATE, 6},
    {"dc.date.issued", KW_ABOUT_DATE, 6},
    {"dcterms.issued", KW_ABOUT_DATE, 6},
    {"dc.date", KW_ABOUT_DATE, 6},
    {"dcterms.date", KW_ABOUT_DATE, 6},
    {"dcterms.created", KW_ABOUT_DATE, 5},
    {"dc.date.created", KW_ABOUT_DATE, 5},
    {"datecreated", KW_ABOUT_DATE, 4},
    {"date", KW_ABOUT_DATE, 4},
    {"article:modified_time", KW_ABOUT_DATE, 2},
    {"og:updated_time", KW_ABOUT_DATE, 2},
    {"last-modified", KW_ABOUT_DATE, 2},
    {"og:site_name", KW_ABOUT_PUBLISHER, 9},
    {"parsely-site", KW_ABOUT_PUBLISHER, 6},
    {"citation_journal_title", KW_ABOUT_PUBLISHER, 6},
    {"dc.publisher", KW_ABOUT_PUBLISHER, 5},
    {"dcterms.publisher", KW_ABOUT_PUBLISHER, 5},
    {"publisher", KW_ABOUT_PUBLISHER, 5},
    {"article:publisher", KW_ABOUT_PUBLISHER, 4},
    {"application-name", KW_ABOUT_PUBLISHER, 3},
    {"apple-mobile-web-app-title", KW_ABOUT_PUBLISHER, 2},
    {"author", KW_ABOUT_AUTHOR, 9},
    {"article:author", KW_ABOUT_AUTHOR, 7},
    {"parsely-author", KW_ABOUT_AUTHOR, 6},
    {"sailthru.author", KW_ABOUT_AUTHOR, 6},
    {"byl", KW_ABOUT_AUTHOR, 6},
    {"citation_author", KW_ABOUT_AUTHOR, 5},
    {"dc.creator", KW_ABOUT_AUTHOR, 5},
    {"dcterms.creator", KW_ABOUT_AUTHOR, 5},
    {"twitter:creator", KW_ABOUT_AUTHOR, 2},
    {"og:locale", KW_ABOUT_LANGUAGE, 2},
    {"content-language", KW_ABOUT_LANGUAGE, 4},
    {"dc.language", KW_ABOUT_LANGUAGE, 4},
    {"dcterms.language", KW_ABOUT_LANGUAGE, 4},
    {"inlanguage", KW_ABOUT_LANGUAGE, 4},
    {"og:url", KW_ABOUT_URL, 3},
    {"parsely-link", KW_ABOUT_URL, 2},
};

bool kw_html_meta(struct kw_str name, enum kw_about_field *field, int *rank)
{
    char lower[32];
    name = kw_str_trim(name);
    if (name.len == 0 || name.len >= sizeof lower)
        return false;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = is_capital(name.ptr[i]) ? (char)(name.ptr[i] | 32) : name.ptr[i];
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
        if (!kw_str_eq((struct kw_str){lower, name.len}, kw_str_of(metas[i].name)))
            continue;
        *field = metas[i].field;
        *rank = metas[i].rank;
        return true;
    }
    return false;
}

bool kw_html_article_type(struct kw_str type)
{
    static const char *const list[] = {
        "AnalysisNewsArticle", "Article",            "AskPublicNewsArticle",
        "BackgroundNewsArticle", "BlogPosting",      "LiveBlogPosting",
        "NewsArticle",         "OpinionNewsArticle", "Report",
        "ReportageNewsArticle", "ReviewNewsArticle", "ScholarlyArticle",
        "SocialMediaPosting",  "TechArticle",        NULL};
    /* Some write the whole address. */
    for (size_t i = type.len; i > 0; i--)
        if (type.ptr[i - 1] == '/')
            return is_listed(kw_str_slice(type, i, type.len), list);
    return is_listed(type, list);
}
