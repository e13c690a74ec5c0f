/* test_html.c - pages to text, furniture and what they say about themselves. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "knotwork/time.h"
#include "read/html.h"

static int set_up(void **state)
{
    *state = kw_arena_new();
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    kw_arena_free(*state);
    return 0;
}

static struct kw_document read_page(struct kw_arena *arena, struct kw_str html)
{
    struct kw_document d = {.date = KW_DAY_NONE};
    struct kw_str clean;
    size_t replaced = 0;
    assert_int_equal(kw_utf8_clean(arena, html, &clean, NULL, NULL), KW_OK);
    assert_int_equal(kw_html_read(arena, clean, &d, &replaced, NULL), KW_OK);
    assert_true(kw_utf8_valid(d.text));
    for (size_t i = 0, end = 0; i < d.furniture_count; i++) {
        assert_true(d.furniture[i].start >= end);
        assert_true(d.furniture[i].start < d.furniture[i].end);
        end = d.furniture[i].end;
        assert_true(end <= d.text.len);
    }
    return d;
}

/* The furniture, joined by " / ". */
static struct kw_str furniture_of(struct kw_arena *arena, const struct kw_document *d)
{
    struct kw_str all = KW_STR("");
    for (size_t i = 0; i < d->furniture_count; i++)
        all = kw_arena_printf(arena, "%.*s%s%.*s", KW_STR_ARG(all), i ? " / " : "",
                              KW_STR_ARG(kw_str_slice(d->text, d->furniture[i].start,
                                                      d->furniture[i].end)));
    return all;
}

static void markup_becomes_text(void **state)
{
    static const struct {
        const char *html, *text;
    } rows[] = {
        {"<p>one</p><p>two</p>", "one\n\ntwo"},
        {"one<br>two<br/>three", "one\ntwo\nthree"},
        {"one<br><br>two<br><br><br>three", "one\n\ntwo\n\nthree"},
        {"Ruri<b>tan</b>ia and <i>Kite</i>, <a href=x>Zenda</a>.",
         "Ruritania and Kite, Zenda."},
        {"  one \n\t two  <p>  three  </p>  ", "one two\n\nthree"},
        {"<p>a <b> b </b> c</p>", "a b c"},
        {"<b>a </b>b <i>c</i> d", "a b c d"},
        {"<pre>a\n\nb</pre>", "a\n\nb"},
        {"<ul><li>one<li>two</ul>after", "one\ntwo\n\nafter"},
        {"<dl><dt>term<dd>meaning</dl>", "term\nmeaning"},
        {"<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"},
        {"<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a\n\nb\n\nc"},
        {"caf&eacute; &amp; &lt;b&gt; &#8220;x&#x201D; &quot;y&quot;",
         "caf\xC3\xA9 & <b> \xE2\x80\x9Cx\xE2\x80\x9D \"y\""},
        {"&#147;x&#148; &#150; &#1; &#xFFFF; &#x110000;", "\xE2\x80\x9Cx\xE2\x80\x9D \xE2\x80\x93"},
        {"AT&T &unknown; &", "AT&T &unknown; &"},
        {"infor&shy;mation", "information"},
        {"3 < 4 <5 <> </> <!x> a", "3 < 4 <5 <> </> a"},
        {"a<!-- b <p> -- c -->d", "ad"},
        {"a<script>b</script>c<style>d</style>e<noscript>f</noscript>g", "aceg"},
        {"a<template>b</template>c<svg><text>d</text></svg>e", "ace"},
        {"a<SCRIPT>if (x<y) '</scriptx>' </ScRiPt >b", "ab"},
        {"<textarea><p>b</textarea>c", "c"},
        {"<q>Yes</q>, he said", "\xE2\x80\x9CYes\xE2\x80\x9D, he said"},
        {"<p>one<div>two</div>three", "one\n\ntwo\n\nthree"},
        {"<!DOCTYPE html><html><head><title>T</title></head><body>one</body></html>", "one"},
        {"<?xml version='1.0'?><html><head><script src='x'/></head><body>one</body></html>",
         "one"},
        {"<p title=\"a > b\">one</p>", "one"},
        {"<p title='a > b>one</p>two", "b>one\n\ntwo"},
        {"<p class=x class=y id=z/>one", "one"},
        {"one</div></p></i>two", "one\n\ntwo"},
        {"<b><p>one</b>two</p>", "onetwo"},
        {"<p>line one\nline two</p>", "line one line two"},
        {"one<hr>two", "one\n\ntwo"},
        {"one<wbr>two", "onetwo"},
        {"<", "<"},
        {"<p", ""},
        {"<p class=", ""},
        {"<!--", ""},
        {"<script", ""},
        {"</", "</"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_document d = read_page(*state, kw_str_of(rows[i].html));
        if (!kw_str_eq(kw_str_trim(d.text), kw_str_of(rows[i].text)))
            fail_msg("%s\n gives \"%.*s\"\n not   \"%s\"", rows[i].html, KW_STR_ARG(d.text),
                     rows[i].text);
    }
}

#define PROSE                                                                             \
    "<p>Ruritania bought the tool in 2019, said the minister of the interior on Friday, " \
    "and nobody was told about it.</p>"

static void what_is_not_the_article_is_furniture(void **state)
{
    static const struct {
        const char *html, *furniture;
    } rows[] = {
        {PROSE, ""},
        {"<nav>Home</nav>" PROSE "<footer>Imprint</footer>", "Home / Imprint"},
        {"<div role=navigation>Home</div>" PROSE, "Home"},
        {"<div class='site-nav'>Home</div>" PROSE, "Home"},
        {"<div id=relatedArticles><p>Kites fly</p></div>" PROSE, "Kites fly"},
        {"<body class='has-sidebar ad-free'>" PROSE, ""},
        {"<div class='content-with-sidebar'>" PROSE "</div>", ""},
        {"<div class='article-body shadow'>" PROSE "</div>", ""},
        {"<div class=sidebar><main>" PROSE "</main></div>", ""},
        {"<div class=widget><h1>Kite</h1>" PROSE "</div>", ""},
        {"<form id=aspnetForm>" PROSE "<label>Search</label></form>", "Search"},
        {"<header>Courier</header><article><header><h2>Kite</h2></header>" PROSE "</article>",
         "Courier"},
        {PROSE "<p><a href=x>Read more: kites fly</a></p>", "Read more: kites fly"},
        {"<p>The <a href=x>Kite</a> and <a href=y>Zenda</a> stories go on.</p>", ""},
        {PROSE "<ul><li><a href=x>One story</a> (2)<li><a href=y>Another story</a></ul>",
         "One story (2)\nAnother story"},
        {PROSE "<ul><li>Kite, made in <a href=x>Zenda</a><li>Kestrel, made at home</ul>", ""},
        {"<p><a name=top>" PROSE, ""},
        {"<figure><img><figcaption>A kite.</figcaption></figure>" PROSE, "A kite."},
        {PROSE "<div hidden>Secret</div><p style='display:none'>More</p>", "Secret\n\nMore"},
        /* a page that is all sidebar, and one whose menu never ends */
        {"<div class=sidebar>" PROSE "</div>", ""},
        {"<nav>Home" PROSE PROSE, "Home"},
        {"<div class=sidebar>" PROSE "</div>" PROSE PROSE, "Ruritania bought the tool in 2019, "
         "said the minister of the interior on Friday, and nobody was told about it."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_document d = read_page(*state, kw_str_of(rows[i].html));
        struct kw_str got = furniture_of(*state, &d);
        if (!kw_str_eq(got, kw_str_of(rows[i].furniture)))
            fail_msg("%s\n marks \"%.*s\"\n not   \"%s\"", rows[i].html, KW_STR_ARG(got),
                     rows[i].furniture);
    }
}

/* A document as "title|date|publisher|language|source". */
static struct kw_str summary_of(struct kw_arena *arena, const struct kw_document *d)
{
    char day[KW_TIME_TEXT];
    kw_day_print(d->date, day);
    return kw_arena_printf(arena, "%.*s|%s|%.*s|%.*s|%.*s", KW_STR_ARG(d->title), day,
                           KW_STR_ARG(d->publisher), KW_STR_ARG(d->language),
                           KW_STR_ARG(d->source));
}

static void a_page_says_who_wrote_it(void **state)
{
    static const char ld[] =
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
        "\"author\":%s}</script>";
    static const struct {
        const char *html, *json, *author;
    } rows[] = {
        {"<meta name=author content='By  Ada Writer'>", NULL, "Ada Writer"},
        {"<meta property=article:author content='https://social.example/ada'>", NULL, ""},
        {"<meta name=twitter:creator content='@ada'>", NULL, ""},
        {"<meta name=byl content='By Max Penn'>", "\"Ada Writer\"", "Ada Writer"},
        {"<meta name=author content='Max Penn'>", "{\"name\":\"Ada Writer\"}",
         "Max Penn"},
        {"", "[{\"name\":\"Ada Writer\"},{\"name\":\"Max Penn\"},7]",
         "Ada Writer, Max Penn"},
        {"", "[{\"url\":\"x\"},{}]", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_str html = kw_str_of(rows[i].html);
        if (rows[i].json) {
            struct kw_str script = kw_arena_printf(*state, ld, rows[i].json);
            html = kw_arena_printf(*state, "%s%.*s", rows[i].html, KW_STR_ARG(script));
        }
        check_str(read_page(*state, html).author, rows[i].author);
    }
}

static void a_page_says_what_it_is(void **state)
{
    static const struct {
        const char *html, *about;
    } rows[] = {
        {"<p>x", "||||"},
        {"<html lang=en-GB><title>Kite | The Courier</title><h1>Kite</h1>", "Kite|||en|"},
        {"<title>Kite flies - Courier</title><meta property=og:site_name content=Courier>",
         "Kite flies||Courier||"},
        {"<title>Kite - the story</title>", "Kite - the story||||"},
        {"<h1>Kite &amp; co</h1>", "Kite & co||||"},
        {"<title>T</title><meta property='og:title' content='A &quot;kite&quot;'>",
         "A \"kite\"||||"},
        {"<meta property='article:published_time' content='2023-04-08T23:30:00-05:00'>",
         "|2023-04-08|||"},
        {"<meta name=DC.date.issued content=20230408>", "|2023-04-08|||"},
        {"<meta name=pubdate content='Sat, 08 Apr 2023 10:00:00 GMT'>", "|2023-04-08|||"},
        {"<meta name=date content='April 8, 2023'>", "|2023-04-08|||"},
        {"<meta name=date content='04/08/2023'>", "||||"},
        {"<meta name=date content=nonsense><time datetime=2023-04-08>Saturday</time>",
         "|2023-04-08|||"},
        {"<aside><time datetime=2020-01-01>x</time></aside><time datetime=2023-04-08>",
         "|2023-04-08|||"},
        {"<meta property=og:url content='https://a.example/2023/04/08/kite'>",
         "|2023-04-08|||https://a.example/2023/04/08/kite"},
        {"<link rel=canonical href='javascript:x'>", "||||"},
        {"<meta property=article:publisher content='https://social.example/courier'>",
         "||||"},
        {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"K\","
         "\"datePublished\":\"2023-04-08\",\"inLanguage\":\"fr-FR\","
         "\"publisher\":[{\"name\":\"Courier\"}]}</script>",
         "K|2023-04-08|Courier|fr|"},
        {"<script type=application/ld+json>[{\"@type\":\"Person\",\"name\":\"Ada\"},"
         "{\"@graph\":[{\"@type\":\"https://schema.org/Article\",\"headline\":\"K\"}]}]"
         "</script>",
         "K||||"},
        {"<script type=application/ld+json>{broken</script><title>T</title>", "T||||"},
        {"<script>{\"@type\":\"NewsArticle\",\"headline\":\"K\"}</script>", "||||"},
        {"<div itemscope><meta itemprop=datePublished content=2023-04-08></div>",
         "|2023-04-08|||"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_document d = read_page(*state, kw_str_of(rows[i].html));
        struct kw_str got = summary_of(*state, &d);
        if (!kw_str_eq(got, kw_str_of(rows[i].about)))
            fail_msg("%s\n says \"%.*s\"\n not  \"%s\"", rows[i].html, KW_STR_ARG(got),
                     rows[i].about);
    }
}

static void classes_are_read_by_their_words(void **state)
{
    static const char *const yes[] = {"nav", "top-nav", "topNav", "Related_Articles", "ads",
                                      "x sidebar y", "cookie-banner", "social-share"};
    static const char *const no[] = {"", "shadow", "navy", "header-image", "has-sidebar",
                                     "main-nav", "page-with-ads", "article", "story-body",
                                     "averyveryverylongwordthatisinnotable"};
    (void)state;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!kw_html_class(kw_str_of(yes[i])))
            fail_msg("%s is furniture", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (kw_html_class(kw_str_of(no[i])))
            fail_msg("%s is no furniture", no[i]);
}

/* Every row of a table that is searched by halves must be found. */
static void every_element_is_found(void **state)
{
    static const char *const known[] = {"a", "address", "article", "br", "footer", "h1", "html",
                                        "iframe", "nav", "ol", "pre", "script", "search",
                                        "summary", "table", "td", "tr", "ul", "video", "xmp"};
    static const char *const words[] = {"ad", "aside", "cookies", "menu", "notification",
                                        "readmore", "recommendations", "recommended",
                                        "recirculation", "signup", "taboola", "widgets"};
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (kw_html_element(kw_str_of(known[i])) == 0)
            fail_msg("%s", known[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!kw_html_class(kw_str_of(words[i])))
            fail_msg("%s", words[i]);
    assert_int_equal(kw_html_element(KW_STR("span")), 0);
}

static void hostile_markup_ends(void **state)
{
    static const char *const units[] = {
        "<b>", "<div>", "</i>", "<p a b c d ", "<p class=\"", "<!--", "<!", "<?", "&", "&amp",
        "&#1", "<a href='", "<script>", "</script", "<ul><li><a href=x>a", "<table><tr><td>",
        "<svg>", "<", "<title>", "<br>", "x ", "<q>", "<pre>\n", "<nav><h1>", "\xE2\x80\x9C",
        "<select><option>", "<meta name=date content=2023-04-08>"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct kw_buf html = {0};
        for (int n = 0; n < 20000; n++)
            kw_buf_add(&html, kw_str_of(units[i]));
        kw_buf_add(&html, KW_STR("</i></b></div>end"));
        struct kw_document d = read_page(*state, kw_buf_str(&html));
        assert_true(d.text.len <= 2 * html.len);
        kw_buf_free(&html);
        kw_arena_reset(*state);
    }
}

/* Deep elements still give their text, and what is around them is not lost. */
static void depth_is_bounded(void **state)
{
    struct kw_buf html = {0};
    kw_buf_add(&html, KW_STR("<p>before</p>"));
    for (int n = 0; n < 100000; n++)
        kw_buf_add(&html, KW_STR("<b><div>"));
    kw_buf_add(&html, KW_STR("<p>deep</p>"));
    for (int n = 0; n < 100000; n++)
        kw_buf_add(&html, KW_STR("</div></b>"));
    kw_buf_add(&html, KW_STR("<p>after</p>"));
    struct kw_document d = read_page(*state, kw_buf_str(&html));
    check_str(d.text, "before\n\ndeep\n\nafter");
    kw_buf_free(&html);
}

static void every_failed_allocation_is_an_error(void **state)
{
    struct kw_str html = KW_STR("<title>T</title><script type=application/ld+json>{\"@type\":"
                                "\"Article\",\"headline\":\"K\"}</script><nav>Home</nav><ul>"
                                "<li><a href=x>a</a><li><a href=y>b</a></ul>" PROSE);
    struct kw_arena *arena = *state;
    enum kw_status status = KW_NOMEM;
    for (long n = 0; status != KW_OK; n++) {
        struct kw_document d = {.date = 7};
        struct kw_error err = {0};
        size_t replaced = 0;
        assert_true(n < 500);
        kw_arena_reset(arena);
        kw_arena_fail_after(arena, n);
        status = kw_html_read(arena, html, &d, &replaced, &err);
        kw_arena_fail_after(arena, -1);
        assert_true(status == KW_OK || status == KW_NOMEM);
        if (status != KW_OK) {
            assert_string_equal(err.text, "out of memory");
            assert_true(d.date == 7 && d.text.len == 0);
        }
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(markup_becomes_text),
        TEST(what_is_not_the_article_is_furniture),
        TEST(a_page_says_who_wrote_it),
        TEST(a_page_says_what_it_is),
        TEST(classes_are_read_by_their_words),
        TEST(every_element_is_found),
        TEST(hostile_markup_ends),
        TEST(depth_is_bounded),
        TEST(every_failed_allocation_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
