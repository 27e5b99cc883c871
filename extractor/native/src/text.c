/* The text of a page and where its words are in it. */
#include "words.h"

#define CHUNK 16000

static int is_space(Py_UCS4 c)
{
    /* Not the controls: they stand for letters which the file does not tell. */
    return c == 0x09 || c == 0x0A || c == 0x0D || c == 0x20 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

/* What pdfium puts for the hyphen of a word that goes on in the next line. */
static int is_hyphen_mark(Py_UCS4 c)
{
    return c == 0x02 || c == 0xFFFE;
}

int is_plain(Py_UCS4 c)
{
    if (c < 0x7F)
        return c >= 0x20 || c == '\t' || c == '\r' || c == '\n';
    return (c >= 0xA1 && c <= 0xFF && c != 0xAD) || c == 0x2013 || c == 0x2014 || c == 0x2018 ||
           c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2022 || c == 0x2026 || c == 0x20AC;
}

/* The text of all characters, asked for in pieces, as pdfium cuts longer answers. */
static PyObject *page_text(Handle page, int count)
{
    const int most = count < CHUNK ? count : CHUNK;
    /* Twice the room: characters beyond the basic plane take two units. */
    unsigned short *units = PyMem_Malloc((2 * (size_t)most + 2) * sizeof(*units));
    PyObject *text = NULL;
    if (units == NULL)
        return PyErr_NoMemory();
    for (int start = 0; start < count; start += CHUNK) {
        const int size = count - start < CHUNK ? count - start : CHUNK;
        int written = pdfium.text_get(page, start, size, units) - 1, order = -1;
        if (written < 0)
            written = 0;
        if (written > 2 * size + 1)
            written = 2 * size + 1;
        PyObject *piece = PyUnicode_DecodeUTF16((char *)units, 2 * (Py_ssize_t)written, "surrogatepass", &order);
        if (text != NULL && piece != NULL) {
            PyObject *joined = PyUnicode_Concat(text, piece);
            Py_DECREF(piece);
            piece = joined;
        }
        Py_XDECREF(text);
        text = piece;
        if (text == NULL)
            break;
    }
    PyMem_Free(units);
    return text;
}

static int char_index(const Page *page, Py_ssize_t offset)
{
    const int index = pdfium.text_char_index(page->page, (int)offset);
    return index < 0 ? 0 : index;
}

static Span *new_span(Page *page)
{
    if (page->count == page->room) {
        const Py_ssize_t room = page->room ? 2 * page->room : 512;
        Span *spans = PyMem_Realloc(page->spans, (size_t)room * sizeof(Span));
        if (spans == NULL)
            return (Span *)PyErr_NoMemory();
        page->spans = spans;
        page->room = room;
    }
    return &page->spans[page->count++];
}

/* Cuts the text into words: white space parts them, and so does the hyphen at a line's end, after itself. */
static int find_spans(Page *page, int chars)
{
    const Py_UCS4 *points = page->points;
    const Py_ssize_t length = page->length;
    const int straight = length == chars;
    Py_ssize_t at = 0, astral = 0;
    while (at < length) {
        if (is_space(points[at]) || points[at] == 0xFFFF) {
            at++;
            continue;
        }
        Span *span = new_span(page);
        if (span == NULL)
            return -1;
        const Py_ssize_t before = astral;
        Py_ssize_t inside = astral;
        span->begin = at;
        if (!is_hyphen_mark(points[at])) {
            while (at < length && !is_space(points[at]) && points[at] != 0xFFFF && !is_hyphen_mark(points[at])) {
                inside = astral;
                astral += points[at++] > 0xFFFF;
            }
        }
        if (at < length && is_hyphen_mark(points[at])) {
            inside = astral;
            at++;
        }
        span->end = at;
        if (straight) {
            span->start = (int)span->begin;
            span->final = (int)at - 1;
        } else {
            span->start = char_index(page, span->begin + before);
            span->final = char_index(page, at - 1 + inside);
            if (span->final < span->start)
                span->final = span->start;
        }
    }
    return 0;
}

/* Puts a hyphen for pdfium's marks, and looks whether any word of the page may need cleaning. */
static int settle_text(Page *page)
{
    int marks = 0;
    page->is_plain = 1;
    for (Py_ssize_t at = 0; at < page->length; at++) {
        if (is_hyphen_mark(page->points[at])) {
            page->points[at] = '-';
            marks = 1;
        } else if (!is_plain(page->points[at])) {
            page->is_plain = 0;
        }
    }
    if (marks) {
        int order = PY_LITTLE_ENDIAN ? -1 : 1;
        Py_DECREF(page->text);
        page->text = PyUnicode_DecodeUTF32((char *)page->points, 4 * page->length, "surrogatepass", &order);
    }
    return page->text == NULL ? -1 : 0;
}

int read_text(Page *page, int chars)
{
    page->text = page_text(page->page, chars);
    if (page->text == NULL)
        return -1;
    page->length = PyUnicode_GetLength(page->text);
    page->points = PyUnicode_AsUCS4Copy(page->text);
    if (page->points == NULL || find_spans(page, chars) < 0)
        return -1;
    return settle_text(page);
}

/* Whether the file does not tell some letter; the same as in `pdfium_letters`. */
int has_unknown_letters(const Page *page, int chars)
{
    Py_ssize_t units = page->length;
    for (Py_ssize_t at = 0; at < page->length; at++) {
        const Py_UCS4 c = page->points[at];
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F))
            return 1;
        units += c > 0xFFFF;
    }
    if (units != chars)
        return 1; /* some are left out of the text */
    for (int at = 0; at < chars; at++)
        if (pdfium.text_is_unmapped(page->page, at) == 1)
            return 1;
    return 0;
}
