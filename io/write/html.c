/* html.c - the skeleton of a page, its style sheet, tables and texts. */
#include "html.h"

#include <math.h>
#include <string.h>

/* Dark where the reader's system asks for it, always light on paper. No < and & in here: the page
 * is XML too. */
static const char html_style[] =
    ":root{--paper:#fff;--ink:#1a1a1a;--quiet:#565656;--rule:#c8c8c8;--grid:#e4e4e4;--band:#f3f5f8;"
    "--bad:#a80f0f;--warn:#fbe9e7;--s0:#1f4e79;--s1:#b45309;--s2:#3f6b21;--s3:#7a2e7d;--s4:#444;"
    "--old:#8a8a8a;--heat:#1f4e79;color-scheme:light dark}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#ececec;--quiet:#b4b4b4;"
    "--rule:#4a4f55;--grid:#30353b;--band:#20252b;--bad:#ff9a8f;--warn:#43201d;--s0:#8ab8e6;"
    "--s1:#f0a860;--s2:#9cc97a;--s3:#d99bdc;--s4:#c8c8c8;--old:#8f959c;--heat:#8ab8e6}}\n"
    "@media print{:root{--paper:#fff;--ink:#000;--quiet:#444;--rule:#999;--grid:#ddd;"
    "--band:#f0f0f0;--bad:#a80f0f;--warn:#fbe9e7;--s0:#1f4e79;--s1:#b45309;--s2:#3f6b21;"
    "--s3:#7a2e7d;--s4:#444;--old:#8a8a8a;--heat:#1f4e79;color-scheme:light}}\n"
    "html{-webkit-text-size-adjust:100%}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"
    "\"Segoe UI\",\"PingFang SC\",\"Hiragino Sans GB\",\"Microsoft YaHei\",\"Noto Sans CJK SC\","
    "\"Source Han Sans SC\",\"WenQuanYi Micro Hei\",sans-serif}\n"
    "main{max-width:60rem;margin:0 auto;padding:1rem 1.2rem 3rem}\n"
    "h1{font-size:1.7rem;line-height:1.3;margin:.6em 0 .3em}\n"
    "h2{font-size:1.3rem;margin:2em 0 .5em;border-bottom:2px solid var(--rule)}\n"
    "h3{font-size:1.08rem;margin:1.5em 0 .4em}\n"
    "p{margin:.5em 0;overflow-wrap:anywhere}\n"
    ".note{color:var(--quiet);font-size:.9rem}\n"
    ".bad{color:var(--bad);font-weight:bold}\n"
    ".lead{font-size:1.15rem}\n"
    ".wide{overflow-x:auto}\n"
    ".figures{display:flex;flex-wrap:wrap;gap:.6rem;margin:1em 0}\n"
    ".figures div{flex:1 1 11rem;border:1px solid var(--rule);border-top:4px solid var(--s2);"
    "padding:.4em .7em;break-inside:avoid}\n"
    ".figures .quiet{border-top-color:var(--rule)}.figures .unmet{border-top-color:var(--bad)}\n"
    ".figures p{margin:0;font-size:.9rem}.figures .value{font-size:1.25rem;font-weight:bold}\n"
    "nav{columns:14rem;font-size:.95rem;margin:1em 0}nav a{display:block;color:inherit}\n"
    ".sheet{break-after:page;border-bottom:1px dashed var(--rule);padding:1em 0}"
    ".sheet:last-of-type{break-after:auto}.inner{padding-left:2em}.sign{margin-top:3em}"
    ".sheet table{width:100%}\n"
    "summary{cursor:pointer;font-weight:bold;margin:1em 0}\n"
    "table{border-collapse:collapse;font-size:.88rem;line-height:1.45;margin:.6em 0}\n"
    "caption{text-align:left;font-weight:bold;padding:.3em 0}\n"
    "th,td{border:1px solid var(--rule);padding:.25em .5em;text-align:left;vertical-align:top;"
    "overflow-wrap:break-word}\n"
    "thead th{background:var(--band)}\n"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}\n"
    "td.n{white-space:nowrap}\n"
    "tr.marked td{background:var(--warn);font-weight:bold}\n"
    "td.k,th.k{white-space:nowrap}\n"
    "th[tabindex]{cursor:pointer}\n"
    "th[tabindex]:focus-visible{outline:2px solid var(--s0)}\n"
    "th[aria-sort=ascending]::after{content:\" \\25B2\"}\n"
    "th[aria-sort=descending]::after{content:\" \\25BC\"}\n"
    /* an official letter as GB/T 9704 sets it: title 22 pt, text 16 pt on lines of 28 pt, room for
     * the seal above office and date */
    "@font-face{font-family:letter-title;src:local(\"FZXiaoBiaoSong-B05S\"),"
    "local(\"\u65b9\u6b63\u5c0f\u6807\u5b8b\u7b80\u4f53\"),local(\"STZhongsong\"),"
    "local(\"Noto Serif CJK SC Bold\"),local(\"NotoSerifCJKsc-Bold\")}\n"
    ".letter{break-after:page;font:16pt/28pt FangSong,\"FangSong_GB2312\",STFangsong,"
    "\"Noto Serif CJK SC\",\"Songti SC\",SimSun,serif;border-bottom:1px dashed var(--rule);"
    "padding:2em 0}\n"
    ".letter:last-of-type{break-after:auto}\n"
    ".letter h1{font:22pt/34pt letter-title,\"Songti SC\",SimSun,serif;text-align:center;"
    "margin:0 0 28pt}\n"
    ".letter p{margin:0}.letter .right{text-align:right;padding-right:2em;break-before:avoid}\n"
    ".letter :not(.right)+.right{margin-top:56pt}\n"
    ".letter table{width:100%;font-family:SimSun,\"Songti SC\",\"Noto Serif CJK SC\",serif}\n";

/* Charts and paper. */
static const char html_style_more[] =
    /* a chart is never made smaller than its letters can be read: it scrolls inside itself */
    "figure{margin:1.2em 0;break-inside:avoid;overflow-x:auto}\n"
    "figcaption{font-weight:bold;margin-bottom:.3em}\n"
    "svg{display:block;width:720px;height:auto}\n"
    "svg text{font-size:12px;fill:var(--ink)}\n"
    "svg .quiet{fill:var(--quiet)}\n"
    "svg .markword{fill:var(--bad);font-weight:bold}\n"
    "svg .grid{stroke:var(--grid)}\n"
    "svg .rule{stroke:var(--ink)}\n"
    "svg .mark{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:6 3}\n"
    "svg .gap{stroke:var(--quiet);stroke-width:1.5;fill:none}\n"
    "svg .goal{stroke:var(--ink);stroke-width:2.5}\n"
    "svg .old{fill:var(--old)}\n"
    "svg .ring{fill:var(--paper);stroke:var(--quiet);stroke-width:1.5}\n"
    "svg .join{stroke:var(--quiet);stroke-width:1.5}\n"
    "svg .heat{fill:var(--heat)}\n"
    "svg .band{fill-opacity:.35}\n"
    "svg .way{fill:none;stroke:var(--s0);stroke-opacity:.55}\n"
    "svg .wayhead{fill:var(--s0)}\n"
    "svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3}\n"
    "svg .cell{fill:none;stroke:var(--rule)}\n"
    "svg .line{fill:none;stroke-width:2}\n"
    "svg .s0{fill:var(--s0);stroke:var(--s0)}svg .s1{fill:var(--s1);stroke:var(--s1)}"
    "svg .s2{fill:var(--s2);stroke:var(--s2)}svg .s3{fill:var(--s3);stroke:var(--s3)}"
    "svg .s4{fill:var(--s4);stroke:var(--s4)}\n"
    "svg .band.s0,svg .band.s1,svg .band.s2,svg .band.s3,svg .band.s4{stroke:none}\n"
    "svg .line.s0,svg .line.s1,svg .line.s2,svg .line.s3,svg .line.s4{fill:none}\n"
    "svg .line.s1{stroke-dasharray:8 3}svg .line.s2{stroke-dasharray:2 3}"
    "svg .line.s3{stroke-dasharray:10 3 2 3}svg .line.s4{stroke-dasharray:5 5}\n"
    "@page{size:A4;margin:15mm 14mm;@bottom-center{content:counter(page) \" / \" counter(pages);"
    "font-size:9pt}}\n"
    "@page letter{margin:37mm 26mm 35mm 28mm;@bottom-center{content:none}}"
    "@page list{margin:25mm 18mm;@bottom-center{content:none}}\n"
    "@media print{body{font-size:10.5pt}main{max-width:none;padding:0}.wide{overflow:visible}"
    "table{font-size:8pt}th,td{padding:.15em .35em}thead{display:table-header-group}"
    "tr{break-inside:avoid}thead{break-after:avoid}tbody tr:first-child{break-before:avoid}"
    "h1,h2,h3,caption{break-after:avoid}"
    ".sheet{border:0;padding:0;font-size:9.5pt;line-height:1.4}.sheet p{margin:.15em 0}"
    ".sheet .sign{margin-top:2em}figure{overflow:visible}svg{max-width:100%}nav{display:"
    "none}"
    ".letter{border:0;padding:0;page:letter}.letter.list{page:list}.letter table{font-size:10.5pt}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

/* A click on a heading sorts (in print Chromium would not repeat headings that hold buttons); a
 * number column is sorted by its numbers. No < and & in here either. */
static const char html_script[] =
    "document.querySelectorAll('table.sortable').forEach(function(table){\n"
    "var body=table.tBodies[0],heads=table.tHead.rows[0].cells;\n"
    "Array.prototype.forEach.call(heads,function(head,column){\n"
    "var sort=function(){\n"
    "var up=head.getAttribute('aria-sort')!=='ascending',number=head.classList.contains('n');\n"
    "var key=function(row){var text=row.cells[column].textContent.trim();if(!number)return text;\n"
    "var value=parseFloat(text.replace(/[,%]/g,''));return isNaN(value)?-Infinity:value};\n"
    "var rows=Array.prototype.slice.call(body.rows);rows.sort(function(a,b){\n"
    "var x=key(a),y=key(b),d=number?(x===y?0:(x>y?1:-1)):x.localeCompare(y);return up?d:-d});\n"
    "Array.prototype.forEach.call(heads,function(h){h.removeAttribute('aria-sort')});\n"
    "head.setAttribute('aria-sort',up?'ascending':'descending');\n"
    "rows.forEach(function(row){body.appendChild(row)})};\n"
    "head.tabIndex=0;head.addEventListener('click',sort);\n"
    "head.addEventListener('keydown',function(event){if(event.key==='Enter'||event.key===' '){\n"
    "event.preventDefault();sort()}})})})\n";

static bool is_xml(gunichar letter)
{
  if (letter < 0x20) return letter == '\t' || letter == '\n' || letter == '\r';
  return letter != 0x7F && (letter & 0xFFFE) != 0xFFFE;
}

void lg_html_escape(GString *page, const char *text)
{
  for (const char *c = text; *c;) {
    gunichar letter = g_utf8_get_char_validated(c, -1);
    if (letter == (gunichar)-1 || letter == (gunichar)-2) {
      g_string_append(page, "\xEF\xBF\xBD");
      c++;
      continue;
    }
    const char *next = g_utf8_next_char(c);
    if (letter == '&')
      g_string_append(page, "&amp;");
    else if (letter == '<')
      g_string_append(page, "&lt;");
    else if (letter == '>')
      g_string_append(page, "&gt;");
    else if (letter == '"')
      g_string_append(page, "&quot;");
    else if (letter == '\'')
      g_string_append(page, "&#39;");
    else if (!is_xml(letter))
      g_string_append(page, "\xEF\xBF\xBD");
    else
      g_string_append_len(page, c, next - c);
    c = next;
  }
}

/* Only this script may run, by its hash; nothing may be fetched. */
static void html_policy(GString *page)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, (const guchar *)html_script, (gssize)strlen(html_script));
  g_checksum_get_digest(sum, digest, &length);
  char *hash = g_base64_encode(digest, length);
  g_string_append_printf(page,
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                         "'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'\"/>\n",
                         hash);
  g_free(hash);
  g_checksum_free(sum);
}

GString *lg_html_begin(const char *title, const lg_lang *lang)
{
  GString *page = lg_html_begin_bare(title, lang);
  lg_html_text(page, "h1", NULL, title);
  return page;
}

GString *lg_html_begin_bare(const char *title, const lg_lang *lang)
{
  GString *page = g_string_new("<!DOCTYPE html>\n");
  g_string_append_printf(page, "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\">\n",
                         lang ? "zh-CN" : "en");
  g_string_append(page, "<head>\n<meta charset=\"utf-8\"/>\n");
  html_policy(page);
  g_string_append(page,
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                  "<meta name=\"generator\" content=\"lungang " LG_VERSION "\"/>\n");
  lg_html_text(page, "title", NULL, title);
  g_string_append(page, "<style>\n");
  g_string_append(page, html_style);
  g_string_append(page, html_style_more);
  g_string_append(page, "</style>\n</head>\n<body>\n<main>\n");
  return page;
}

void lg_html_end(GString *page)
{
  g_string_append_printf(page, "</main>\n<script>%s</script>\n</body>\n</html>\n", html_script);
}

void lg_html_contents(GString *page, gsize at, const char *title)
{
  static const char begin[] = "<h2>", end[] = "</h2>";
  GString *list = g_string_new("<nav>\n"), *rest = g_string_new(NULL);
  lg_html_text(list, "p", NULL, title);
  const char *from = page->str + at, *head;
  for (int number = 1; (head = strstr(from, begin)); number++) {
    const char *text = head + strlen(begin), *close = strstr(text, end);
    g_string_append_len(rest, from, head - from);
    g_string_append_printf(rest, "<h2 id=\"part%d\">", number);
    g_string_append_printf(list, "<a href=\"#part%d\">%.*s</a>\n", number, (int)(close - text),
                           text);
    from = text;
  }
  g_string_append(rest, from);
  g_string_append(list, "</nav>\n");
  g_string_truncate(page, at);
  g_string_append(page, list->str);
  g_string_append(page, rest->str);
  g_string_free(list, TRUE);
  g_string_free(rest, TRUE);
}

void lg_html_text(GString *page, const char *element, const char *class_name, const char *text)
{
  g_string_append_printf(page, class_name ? "<%s class=\"%s\">" : "<%s>", element, class_name);
  lg_html_escape(page, text);
  g_string_append_printf(page, "</%s>\n", element);
}

enum { LG_SHORT_HEAD = 4, LG_SHORT_CELL = 9 }; /* characters that stay on one line */

/* Chinese would break after every character: what is short is kept together. */
static const char *cell_class(const lg_html_table *table, int column, const char *text,
                              glong short_length)
{
  if (table->columns[column].number) return " class=\"n\"";
  return *text && g_utf8_strlen(text, -1) <= short_length ? " class=\"k\"" : "";
}

void lg_html_table_begin(GString *page, const lg_html_table *table)
{
  g_string_append_printf(page, "<div class=\"wide\"><table%s>\n",
                         table->sortable ? " class=\"sortable\"" : "");
  if (table->caption) lg_html_text(page, "caption", NULL, table->caption);
  g_string_append(page, "<thead><tr>");
  for (int k = 0; k < table->column_count; k++) {
    const char *class_name = cell_class(table, k, table->columns[k].head, LG_SHORT_HEAD);
    g_string_append_printf(page, "<th scope=\"col\"%s>", class_name);
    lg_html_escape(page, table->columns[k].head);
    g_string_append(page, "</th>");
  }
  g_string_append(page, "</tr></thead>\n<tbody>\n");
}

void lg_html_row(GString *page, const lg_html_table *table, const char *const *cells, bool marked)
{
  g_string_append(page, marked ? "<tr class=\"marked\">" : "<tr>");
  for (int k = 0; k < table->column_count; k++) {
    const char *text = cells[k] ? cells[k] : "";
    g_string_append_printf(page, "<td%s>", cell_class(table, k, text, LG_SHORT_CELL));
    lg_html_escape(page, text);
    g_string_append(page, "</td>");
  }
  g_string_append(page, "</tr>\n");
}

void lg_html_table_end(GString *page)
{
  g_string_append(page, "</tbody>\n</table></div>\n");
}

char *lg_html_number(double value, int decimals)
{
  char format[16], digits[G_ASCII_DTOSTR_BUF_SIZE + 320];
  if (!isfinite(value)) return g_strdup("");
  /* A value such as 0.125 stands exactly between: half away from zero, as people round. */
  double scale = pow(10, decimals), rounded = fabs(value) < 1e15 ? round(value * scale) : 0;
  if (fabs(value) < 1e15) value = rounded == 0 ? 0 : rounded / scale;
  g_snprintf(format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd(digits, sizeof digits, format, value);
  GString *text = g_string_new(digits);
  gssize point = (gssize)strcspn(text->str, "."), first = value < 0 ? 1 : 0;
  for (gssize at = point - 3; at > first; at -= 3) g_string_insert_c(text, at, ',');
  return g_string_free(text, FALSE);
}

char *lg_html_percent(double share, int decimals)
{
  char *number = lg_html_number(100 * share, decimals);
  char *text = *number ? g_strconcat(number, "%", NULL) : g_strdup("");
  g_free(number);
  return text;
}
