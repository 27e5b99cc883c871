/* Words of a page: extractor/page/pdfium_words.py in C, which calls it back for what is no plain word. */
#include "core.h"

#include <math.h>
#include <string.h>

#define ROOM 0.1
#define BACK 0.25
#define TOUCH 0.04
#define DESCENT 0.22
#define INSIDE 1.0
#define NEARLY_WHITE 247
#define CHUNK 16000
#define LONG_WORD 64 /* characters from which on Python measures a word */
#define WORD_SIZE 8

/* What pdfium tells of a text object, and what Python makes of it. */
typedef struct {
    Handle font;
    int mode;
    double size, a, b, c, d;
    unsigned int rgba[4];
} Looks;

typedef struct {
    Looks looks;
    PyObject *style, *bold, *lengths, *advances;
    double size, across;
    int level, hidden, white;
} Style;

/* A word in the text, from its first code point to the one after its last, and its first and last character. */
typedef struct {
    Py_ssize_t begin, end;
    int start, final;
    Handle object;
} Span;

typedef struct {
    double x0, top, bottom;
} Cut;

typedef struct {
    Handle page;
    Space space;
    PyObject *make_style, *make_word, *words, *measure, *odd;
    PyObject *text;
    Py_UCS4 *points;
    Py_ssize_t length;
    int is_plain;
    Span *spans;
    Py_ssize_t count, room;
    Style *styles;
    Py_ssize_t style_count, style_room;
    Cut *cuts;
    Py_ssize_t cut_count;
    double last_x1, last_bottom;
    double line_bottom, line_size, shown_top, shown_bottom;
    PyObject *top_number, *bottom_number;
    long hidden;
} Page;

/* Text */

static int is_space(Py_UCS4 c)
{
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

/* What pdfium puts for the hyphen of a word that goes on in the next line. */
static int is_hyphen_mark(Py_UCS4 c)
{
    return c == 0x02 || c == 0xFFFE;
}

/* The class PLAIN of cleaning.py: characters that every word keeps as they are. */
static int is_plain(Py_UCS4 c)
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

/* Styles */

static int same_looks(const Looks *a, const Looks *b)
{
    return a->font == b->font && a->mode == b->mode && a->size == b->size && a->a == b->a && a->b == b->b &&
           a->c == b->c && a->d == b->d && memcmp(a->rgba, b->rgba, sizeof(a->rgba)) == 0;
}

static int fill_style(Style *style)
{
    PyObject *font = PyTuple_GetItem(style->style, 6);
    style->bold = PyTuple_GetItem(style->style, 3);
    if (font == NULL || style->bold == NULL)
        return -1;
    style->size = PyFloat_AsDouble(PyTuple_GetItem(style->style, 0));
    style->across = PyFloat_AsDouble(PyTuple_GetItem(style->style, 1));
    style->level = PyObject_IsTrue(PyTuple_GetItem(style->style, 2));
    style->hidden = PyObject_IsTrue(PyTuple_GetItem(style->style, 4));
    style->white = PyObject_IsTrue(PyTuple_GetItem(style->style, 5));
    style->lengths = PyObject_GetAttrString(font, "lengths");
    style->advances = PyObject_GetAttrString(font, "advances");
    if (style->lengths == NULL || style->advances == NULL || PyErr_Occurred())
        return -1;
    if (!PyDict_Check(style->lengths) || !PyDict_Check(style->advances)) {
        PyErr_SetString(PyExc_TypeError, "a font keeps its widths in dictionaries");
        return -1;
    }
    return 0;
}

/* How a text object looks, given one of its characters: index of a style, -1 on failure. */
static Py_ssize_t style_of(Page *page, Handle object, int index)
{
    Looks looks = {0};
    float matrix[6] = {0};
    pdfium.text_matrix(page->page, index, matrix);
    pdfium.object_fill_color(object, &looks.rgba[0], &looks.rgba[1], &looks.rgba[2], &looks.rgba[3]);
    looks.font = pdfium.object_font(object);
    looks.mode = pdfium.object_render_mode(object);
    looks.size = pdfium.text_font_size(page->page, index);
    looks.a = matrix[0];
    looks.b = matrix[1];
    looks.c = matrix[2];
    looks.d = matrix[3];
    for (Py_ssize_t at = 0; at < page->style_count; at++)
        if (same_looks(&page->styles[at].looks, &looks))
            return at;
    if (page->style_count == page->style_room) {
        const Py_ssize_t room = 2 * page->style_room + 16;
        Style *styles = PyMem_Realloc(page->styles, (size_t)room * sizeof(Style));
        if (styles == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        page->styles = styles;
        page->style_room = room;
    }
    Style *style = &page->styles[page->style_count++];
    memset(style, 0, sizeof(*style));
    style->looks = looks;
    PyObject *font = looks.font ? PyLong_FromVoidPtr(looks.font) : Py_NewRef(Py_None);
    if (font == NULL)
        return -1;
    PyObject *key = Py_BuildValue("(NidddddIIII)", font, looks.mode, looks.size, looks.a, looks.b, looks.c, looks.d,
                                  looks.rgba[0], looks.rgba[1], looks.rgba[2], looks.rgba[3]);
    if (key == NULL)
        return -1;
    style->style = PyObject_CallFunctionObjArgs(page->make_style, key, NULL);
    Py_DECREF(key);
    if (style->style == NULL || fill_style(style) < 0)
        return -1;
    return page->style_count - 1;
}

/* Places */

/* Where a character begins and ends along the shown line, from any one point. */
static void edges(const Page *page, int index, double *begin, double *end)
{
    static const int nears[4] = {0, 3, 2, 1}, fars[4] = {2, 1, 0, 3};
    float box[4] = {0};
    const int backwards = page->space.rotation >= 2;
    pdfium.text_loose_box(page->page, index, box);
    *begin = backwards ? -(double)box[nears[page->space.rotation]] : box[nears[page->space.rotation]];
    *end = backwards ? -(double)box[fars[page->space.rotation]] : box[fars[page->space.rotation]];
}

/* Where a word begins, its baseline and where it ends, on the shown page. */
static void extent(const Page *page, const Span *span, double *x0, double *y, double *x1)
{
    static const int fars[4] = {2, 1, 0, 3};
    const Space *space = &page->space;
    double px = 0.0, py = 0.0;
    float box[4] = {0};
    pdfium.text_origin(page->page, span->start, &px, &py);
    pdfium.text_loose_box(page->page, span->final, box);
    const double edge = box[fars[space->rotation]];
    switch (space->rotation) {
    case 0:
        *x0 = px - space->left, *y = space->top - py, *x1 = edge - space->left;
        break;
    case 1:
        *x0 = py - space->bottom, *y = px - space->left, *x1 = edge - space->bottom;
        break;
    case 2:
        *x0 = space->right - px, *y = py - space->bottom, *x1 = space->right - edge;
        break;
    default:
        *x0 = space->top - py, *y = space->right - px, *x1 = space->top - edge;
    }
}

/* Whether the characters of a word in several text objects stand together. */
static int holds(const Page *page, const Span *span, double size)
{
    double begin, end, next_begin, next_end, widest = 0.0, narrowest = 0.0;
    const int count = (int)(span->end - span->begin);
    edges(page, span->start, &begin, &end);
    for (int at = 1; at < count; at++, end = next_end) {
        edges(page, span->start + at, &next_begin, &next_end);
        const double gap = next_begin - end;
        widest = at == 1 || gap > widest ? gap : widest;
        narrowest = at == 1 || gap < narrowest ? gap : narrowest;
    }
    if (widest > ROOM * size)
        return 0;
    if (narrowest >= -BACK * size)
        return 1;
    edges(page, span->start, &begin, &end);
    Handle object = pdfium.text_object(page->page, span->start);
    for (int at = 1; at < count; at++, end = next_end) {
        Handle next = pdfium.text_object(page->page, span->start + at);
        edges(page, span->start + at, &next_begin, &next_end);
        if (next != object && !(next_begin - end >= -BACK * size))
            return 0;
        object = next;
    }
    return 1;
}

/* One character of a page as text. */
static PyObject *char_text(const Page *page, Py_ssize_t at)
{
    return PyUnicode_Substring(page->text, at, at + 1);
}

/* Notes the width of each character that stands alone in its box; the length of the word if some share one. */
static int measure_chars(const Page *page, const Span *span, const Style *style, double *length)
{
    double begins[LONG_WORD], widths[LONG_WORD];
    const int count = (int)(span->end - span->begin);
    int all_alone = 1;
    *length = 0.0;
    for (int at = 0; at < count; at++) {
        double end;
        edges(page, span->start + at, &begins[at], &end);
        const double width = end - begins[at];
        widths[at] = (width > 0.0 ? width : 0.0) / style->across;
    }
    for (int at = 0; at < count; at++) {
        int shared = 0; /* the letters of one ligature have one box */
        for (int other = 0; other < count; other++)
            shared += other == at || begins[other] == begins[at];
        *length += widths[at] / shared;
        if (shared != 1) {
            all_alone = 0;
            continue;
        }
        PyObject *letter = char_text(page, span->begin + at), *width = PyFloat_FromDouble(widths[at]);
        const int failed = letter == NULL || width == NULL || PyDict_SetItem(style->advances, letter, width) < 0;
        Py_XDECREF(letter);
        Py_XDECREF(width);
        if (failed)
            return -1;
    }
    return all_alone;
}

/* Sums up the noted widths of a word's characters: 0 where one is not noted, -1 on failure. */
static int sum_widths(const Page *page, const Span *span, const Style *style, double *length)
{
    *length = 0.0;
    for (Py_ssize_t at = span->begin; at < span->end; at++) {
        PyObject *letter = char_text(page, at);
        if (letter == NULL)
            return -1;
        PyObject *width = PyDict_GetItemWithError(style->advances, letter);
        Py_DECREF(letter);
        if (width == NULL)
            return PyErr_Occurred() ? -1 : 0;
        *length += PyFloat_AsDouble(width);
    }
    return 1;
}

/* Font sizes that a word takes up by its characters' widths, each of which is measured once. */
static int word_length(const Page *page, const Span *span, PyObject *word, const Style *style, double *length)
{
    PyObject *known = PyDict_GetItemWithError(style->lengths, word);
    if (known != NULL)
        *length = PyFloat_AsDouble(known);
    else if (PyErr_Occurred())
        return -1;
    if (known != NULL && *length != 0.0)
        return 0;
    int found = sum_widths(page, span, style, length);
    if (found == 0) {
        const int all_alone = measure_chars(page, span, style, length);
        if (all_alone <= 0)
            return all_alone;
        found = sum_widths(page, span, style, length);
    }
    if (found < 0)
        return -1;
    PyObject *number = PyFloat_FromDouble(*length);
    const int failed = number == NULL || PyDict_SetItem(style->lengths, word, number) < 0;
    Py_XDECREF(number);
    return failed ? -1 : 0;
}

/* Whether an upright ruling line goes through a box. */
static int is_cut(const Page *page, double x0, double top, double x1, double bottom)
{
    Py_ssize_t low = 0, high = page->cut_count;
    while (low < high) {
        const Py_ssize_t middle = (low + high) / 2;
        if (page->cuts[middle].x0 < x0 + INSIDE)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < page->cut_count && page->cuts[low].x0 < x1 - INSIDE; low++)
        if (page->cuts[low].top < bottom - INSIDE && page->cuts[low].bottom > top + INSIDE)
            return 1;
    return 0;
}

/* Whether a space is printed before a character; pdfium also sees one where the font changes. */
static int is_parted(const Page *page, int start)
{
    return start > 0 && pdfium.text_unicode(page->page, start - 1) == ' ' &&
           !pdfium.text_generated(page->page, start - 1);
}

/* Hundredths of a point; adding nothing makes a negative zero a plain one. */
static double rounded(double x)
{
    return rint(x * 100) / 100 + 0.0;
}

/* Words */

static int set_last(Page *page)
{
    const Py_ssize_t count = PyList_Size(page->words);
    page->last_x1 = -1e9;
    page->last_bottom = 0.0;
    if (count <= 0)
        return 0;
    PyObject *last = PyList_GetItem(page->words, count - 1);
    page->last_x1 = PyFloat_AsDouble(PyTuple_GetItem(last, 3));
    page->last_bottom = PyFloat_AsDouble(PyTuple_GetItem(last, 4));
    return PyErr_Occurred() ? -1 : 0;
}

/* The top and bottom of the words of a line are mostly the same: the numbers are made once. */
static int set_line(Page *page, double bottom, double size)
{
    if (page->top_number != NULL && bottom == page->line_bottom && size == page->line_size)
        return 0;
    page->line_bottom = bottom;
    page->line_size = size;
    page->shown_top = rounded(bottom - size);
    page->shown_bottom = rounded(bottom);
    Py_CLEAR(page->top_number);
    Py_CLEAR(page->bottom_number);
    page->top_number = PyFloat_FromDouble(page->shown_top);
    page->bottom_number = PyFloat_FromDouble(page->shown_bottom);
    return page->top_number == NULL || page->bottom_number == NULL ? -1 : 0;
}

static int append_word(Page *page, PyObject *text, double x0, double x1, const Style *style, int glued, int spaced)
{
    PyObject *word = new_named(page->make_word, WORD_SIZE);
    PyObject *left = PyFloat_FromDouble(x0), *right = PyFloat_FromDouble(x1);
    if (word == NULL || left == NULL || right == NULL) {
        Py_XDECREF(word);
        Py_XDECREF(left);
        Py_XDECREF(right);
        return -1;
    }
    PyTuple_SetItem(word, 0, Py_NewRef(text));
    PyTuple_SetItem(word, 1, left);
    PyTuple_SetItem(word, 2, Py_NewRef(page->top_number));
    PyTuple_SetItem(word, 3, right);
    PyTuple_SetItem(word, 4, Py_NewRef(page->bottom_number));
    PyTuple_SetItem(word, 5, Py_NewRef(style->bold));
    PyTuple_SetItem(word, 6, PyBool_FromLong(glued));
    PyTuple_SetItem(word, 7, PyBool_FromLong(spaced));
    page->last_x1 = x1;
    page->last_bottom = page->shown_bottom;
    return append_new(page->words, word);
}

static int needs_cleaning(const Page *page, const Span *span)
{
    if (page->is_plain)
        return 0;
    for (Py_ssize_t at = span->begin; at < span->end; at++)
        if (!is_plain(page->points[at]))
            return 1;
    return 0;
}

/* Whether a word is what it seems: its characters stand together in a level line, and no ruling line cuts it. */
static int is_whole(const Page *page, const Span *span, PyObject *word, const Style *style, Handle following,
                    const Box *box)
{
    const double size = style->size;
    if (!style->level || !(box->x0 < box->x1) ||
        (Py_ssize_t)span->final - span->start + span->begin + 1 != span->end)
        return 0;
    if (span->object != following && span->object != pdfium.text_object(page->page, span->final)) {
        if (!holds(page, span, size))
            return 0;
    } else {
        double length;
        if (span->end - span->begin > LONG_WORD) {
            PyObject *number = PyObject_CallFunction(page->measure, "OiO", word, span->start, style->style);
            if (number == NULL)
                return -1;
            length = PyFloat_AsDouble(number);
            Py_DECREF(number);
        } else if (word_length(page, span, word, style, &length) < 0) {
            return -1;
        }
        if (!(box->x1 - box->x0 - length * style->across <= ROOM * size))
            return 0;
    }
    return !is_cut(page, box->x0, box->top, box->x1, box->bottom);
}

/* Hands a word to Python: with its box if it is whole, without if it must be read character by character. */
static int add_odd(Page *page, const Span *span, PyObject *word, const Style *style, int spaced, const Box *box)
{
    PyObject *done = box != NULL
                         ? PyObject_CallFunction(page->odd, "OiiOO(dddd)", word, span->start, span->final,
                                                 style->style, spaced ? Py_True : Py_False, box->x0, box->top,
                                                 box->x1, box->bottom)
                         : PyObject_CallFunction(page->odd, "OiiOOO", word, span->start, span->final,
                                                 style->style, spaced ? Py_True : Py_False, Py_None);
    if (done == NULL)
        return -1;
    Py_DECREF(done);
    return set_last(page);
}

static int add_word(Page *page, const Span *span, const Style *style, Handle following)
{
    const double size = style->size, width = page->space.width, height = page->space.height;
    const int spaced = span->end < page->length && page->points[span->end] == ' ';
    Box box;
    double y;
    extent(page, span, &box.x0, &y, &box.x1);
    box.bottom = y + DESCENT * size;
    box.top = box.bottom - size;
    PyObject *word = PyUnicode_Substring(page->text, span->begin, span->end);
    if (word == NULL)
        return -1;
    int done = is_whole(page, span, word, style, following, &box);
    if (done < 0) {
    } else if (!done) {
        done = add_odd(page, span, word, style, spaced, NULL);
    } else if (style->white || !(box.x0 >= 0 && box.x1 <= width && size <= box.bottom && box.bottom <= height) ||
               needs_cleaning(page, span)) {
        done = add_odd(page, span, word, style, spaced, &box);
    } else if ((done = set_line(page, box.bottom, size)) == 0) {
        const double x0 = rounded(box.x0), x1 = rounded(box.x1), reach = TOUCH * size;
        /* As in Python, where a page whose words need cleaning compares them before they are rounded. */
        const double ahead = (page->is_plain ? x0 : box.x0) - page->last_x1;
        const double below = (page->is_plain ? page->shown_bottom : box.bottom) - page->last_bottom;
        const double near = page->is_plain ? reach : TOUCH * (box.bottom - box.top);
        const int glued = fabs(ahead) < near && fabs(below) < near && !is_parted(page, span->start);
        done = append_word(page, word, x0, x1, style, glued, spaced);
    }
    Py_DECREF(word);
    return done < 0 ? -1 : 0;
}

static int add_words(Page *page)
{
    Handle object = NULL;
    Py_ssize_t current = -1;
    for (Py_ssize_t at = 0; at < page->count; at++)
        page->spans[at].object = pdfium.text_object(page->page, page->spans[at].start);
    for (Py_ssize_t at = 0; at < page->count; at++) {
        const Span *span = &page->spans[at];
        if (current < 0 || span->object != object) {
            object = span->object;
            current = style_of(page, object, span->start);
            if (current < 0)
                return -1;
        }
        if (page->styles[current].hidden) {
            page->hidden++;
            continue;
        }
        Handle following = at + 1 < page->count ? page->spans[at + 1].object : NULL;
        if (add_word(page, span, &page->styles[current], following) < 0)
            return -1;
    }
    return 0;
}

static int take_cuts(Page *page, PyObject *rules)
{
    page->cut_count = PyList_Size(rules);
    page->cuts = PyMem_Malloc((size_t)(page->cut_count + 1) * sizeof(Cut));
    if (page->cuts == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t at = 0; at < page->cut_count; at++) {
        PyObject *rule = PyList_GetItem(rules, at);
        page->cuts[at].x0 = PyFloat_AsDouble(PyTuple_GetItem(rule, 0));
        page->cuts[at].top = PyFloat_AsDouble(PyTuple_GetItem(rule, 1));
        page->cuts[at].bottom = PyFloat_AsDouble(PyTuple_GetItem(rule, 3));
    }
    return PyErr_Occurred() ? -1 : 0;
}

static void release(Page *page)
{
    for (Py_ssize_t at = 0; at < page->style_count; at++) {
        Py_XDECREF(page->styles[at].style);
        Py_XDECREF(page->styles[at].lengths);
        Py_XDECREF(page->styles[at].advances);
    }
    Py_XDECREF(page->top_number);
    Py_XDECREF(page->bottom_number);
    Py_XDECREF(page->text);
    PyMem_Free(page->points);
    PyMem_Free(page->spans);
    PyMem_Free(page->styles);
    PyMem_Free(page->cuts);
}

PyObject *read_words(PyObject *self, PyObject *args)
{
    Page page = {0};
    PyObject *address, *rules;
    (void)self;
    if (!PyArg_ParseTuple(args, "O&OO&OO!O!OOO", pdfium_converter, NULL, &address, space_converter, &page.space, &page.make_word,
                          &PyList_Type, &rules, &PyList_Type, &page.words, &page.make_style, &page.measure,
                          &page.odd))
        return NULL;
    page.page = PyLong_AsVoidPtr(address);
    if (page.page == NULL && PyErr_Occurred())
        return NULL;
    page.space.rotation &= 3;
    const int count = pdfium.text_char_count(page.page);
    if (count <= 0)
        return PyLong_FromLong(0);
    int failed = -1;
    page.text = page_text(page.page, count);
    if (page.text != NULL) {
        page.length = PyUnicode_GetLength(page.text);
        page.points = PyUnicode_AsUCS4Copy(page.text);
        if (page.points != NULL && find_spans(&page, count) == 0 && settle_text(&page) == 0 &&
            take_cuts(&page, rules) == 0 && set_last(&page) == 0)
            failed = add_words(&page);
    }
    release(&page);
    return failed < 0 ? NULL : PyLong_FromLong(page.hidden);
}

PyObject *has_doubles(PyObject *self, PyObject *words)
{
    (void)self;
    if (!PyList_Check(words)) {
        PyErr_SetString(PyExc_TypeError, "a list of words is needed");
        return NULL;
    }
    PyObject *last = PyDict_New();
    if (last == NULL)
        return NULL;
    int found = 0;
    for (Py_ssize_t at = 0; found == 0 && at < PyList_Size(words); at++) {
        PyObject *word = PyList_GetItem(words, at), *text = PyTuple_GetItem(word, 0);
        PyObject *before = text ? PyDict_GetItemWithError(last, text) : NULL;
        if (before != NULL) {
            const double x0 = PyFloat_AsDouble(PyTuple_GetItem(word, 1));
            const double top = PyFloat_AsDouble(PyTuple_GetItem(word, 2));
            const double size = PyFloat_AsDouble(PyTuple_GetItem(word, 4)) - top;
            const double off = fabs(x0 - PyFloat_AsDouble(PyTuple_GetItem(before, 1))) +
                               fabs(top - PyFloat_AsDouble(PyTuple_GetItem(before, 2)));
            found = off <= size;
        }
        if (PyErr_Occurred() || (!found && PyDict_SetItem(last, text, word) < 0))
            found = -1;
    }
    Py_DECREF(last);
    return found < 0 ? NULL : PyBool_FromLong(found);
}
